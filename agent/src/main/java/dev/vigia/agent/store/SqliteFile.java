package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file of an SQLite database: who may read it, who holds it, and how connections to it behave.
 *
 * <p>Commits are durable when they return ({@code synchronous = FULL}); readers never wait for the writer (WAL).
 */
final class SqliteFile implements AutoCloseable {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final Path path;
    private final boolean readOnly;
    private final @Nullable FileChannel lockFile;

    private SqliteFile(Path path, boolean readOnly, @Nullable FileChannel lockFile) {
        this.path = path;
        this.readOnly = readOnly;
        this.lockFile = lockFile;
    }

    /** Opens a database to write it, alone: a second agent on the same file is refused. Creates what is missing. */
    static SqliteFile held(String url) throws StoreException {
        Path path = path(url);
        try {
            createPrivately(path);
        } catch (IOException e) {
            throw new StoreException(
                    "The database " + path + " cannot be created: " + reason(e)
                            + ". Check that the directory exists, that this user may write to it, and that the disk has space.",
                    e);
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new StoreException("The database " + path
                    + " cannot be read and written by this user. Check the owner and the rights of the file.");
        }
        useOwnDirectoryForNativeLibrary(path);
        return new SqliteFile(path, false, lock(path));
    }

    /** Opens a database to read it only, also while an agent holds it. */
    static SqliteFile readOnly(String url) throws StoreException {
        Path path = path(url);
        if (!Files.isRegularFile(path)) {
            throw new StoreException("There is no database " + path
                    + " yet. It appears when the agent runs for the first time: vigia run. Paths are relative to the"
                    + " directory the command is started in.");
        }
        if (!Files.isReadable(path)) {
            throw new StoreException("The database " + path + " cannot be read by this user.");
        }
        useOwnDirectoryForNativeLibrary(path);
        return new SqliteFile(path, true, null);
    }

    /** Whether an agent holds the database. */
    static boolean isHeld(String url) throws StoreException {
        Path lockFile = lockFile(path(url));
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (IOException e) {
            throw new StoreException("The lock file " + lockFile + " cannot be used: " + reason(e), e);
        }
    }

    Path path() {
        return path;
    }

    Path directory() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    SQLiteDataSource dataSource() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(PREFIX + path);
        return source;
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Looks through the whole file for damage, which otherwise shows only when a damaged page is read. */
    void check() throws StoreException {
        String damage;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            damage = result.next() ? result.getString(1) : "no answer";
        } catch (SQLException e) {
            if (isBusy(e)) {
                throw new StoreException(
                        "The database " + path + " is locked by another program. Close that program and start again.",
                        e);
            }
            damage = String.valueOf(e.getMessage());
        }
        if (!damage.equals("ok")) {
            throw new StoreException("The database " + path + " is damaged (" + damage + "). Nothing was changed. Move "
                    + path.getFileName() + ", " + path.getFileName() + "-wal and " + path.getFileName()
                    + "-shm away together and put a backup in their place; without a backup, start without them: the agent"
                    + " then takes a new baseline, and events that plugins had not handled yet are lost.");
        }
    }

    @Override
    public void close() throws StoreException {
        if (lockFile == null) {
            return;
        }
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new StoreException("The lock on " + path + " cannot be released: " + reason(e), e);
        }
    }

    static boolean isBusy(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static Path path(String url) throws StoreException {
        if (!url.startsWith(PREFIX)) {
            throw new StoreException(
                    "store.url must begin with " + PREFIX + "; PostgreSQL is not supported by this version");
        }
        return Path.of(url.substring(PREFIX.length()));
    }

    private static FileChannel lock(Path path) throws StoreException {
        Path file = lockFile(path);
        try {
            createPrivately(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException("Another agent is running on the database " + path
                        + ". Stop it first, or give this one a database of its own (store.url).");
            }
            return channel;
        } catch (IOException e) {
            throw new StoreException("The lock file " + file + " cannot be used: " + reason(e), e);
        }
    }

    private static Path lockFile(Path path) {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Creates a file that only its owner may read; SQLite gives its side files the same rights. */
    private static void createPrivately(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory, rights("rwx------"));
        }
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, rights("rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Somebody was faster: then it exists, which is all that is wanted.
            }
        }
    }

    private static FileAttribute<?>[] rights(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /**
     * Lets the driver unpack its native library beside the database, where nobody else may write and where the driver itself clears away
     * what a killed process left.
     */
    private static void useOwnDirectoryForNativeLibrary(Path database) throws StoreException {
        if (System.getProperty("org.sqlite.tmpdir") != null) {
            return;
        }
        Path directory = database.toAbsolutePath().resolveSibling(".native");
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, rights("rwx------"));
            }
            System.setProperty("org.sqlite.tmpdir", directory.toString());
        } catch (IOException e) {
            throw new StoreException("The directory " + directory + " cannot be created: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT) + ", " + e.getMessage();
    }
}
