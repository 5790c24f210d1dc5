package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The file of an SQLite database: who holds it, whether it is sound, and how connections to it behave.
 *
 * <p>Commits are durable when they return ({@code synchronous = FULL}); readers never wait for the writer (WAL).
 */
final class SqliteFile implements AutoCloseable {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int SMALLEST_PAGE = 512;
    private static final int IN_USE = 1;

    private final Path path;
    private final @Nullable AgentLock lock;
    private final boolean readOnly;
    private @Nullable Connection keeper;

    private SqliteFile(Path path, @Nullable AgentLock lock, boolean readOnly) {
        this.path = path;
        this.lock = lock;
        this.readOnly = readOnly;
    }

    /** Opens a database to write it, alone: a second agent on the same file is refused. Creates what is missing. */
    static SqliteFile held(String url) throws StoreException {
        Path path = path(url);
        try {
            PrivateFiles.createFile(path);
            // One file, one lock, by whatever name the file is called.
            path = path.toRealPath();
        } catch (IOException e) {
            throw new StoreException(
                    "The database " + path + " cannot be created: " + PrivateFiles.reason(e)
                            + ". Check that the directory exists, that this user may write to it, and that the disk has space.",
                    e);
        }
        demandFile(path);
        demandWritable(path);
        AgentLock lock = AgentLock.on(path);
        try {
            NativeLibrary.unpackBeside(path);
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
        return new SqliteFile(path, lock, false);
    }

    /** Opens a database to change it by the way: alone, as an agent does, or beside whoever holds it. Creates none. */
    static SqliteFile heldOrBeside(String url) throws StoreException {
        Path path = existing(url);
        demandWritable(path);
        NativeLibrary.unpackAside();
        try {
            path = path.toRealPath();
        } catch (IOException e) {
            throw unseen(path, e);
        }
        return new SqliteFile(path, AgentLock.tryOn(path).orElse(null), false);
    }

    /** Opens a database to read it only, also while an agent holds it. */
    static SqliteFile readOnly(String url) throws StoreException {
        Path path = existing(url);
        if (!Files.isReadable(path)) {
            throw new StoreException("The database " + path
                    + " cannot be read by this user. Run the command as the user that the agent runs as.");
        }
        NativeLibrary.unpackAside();
        return new SqliteFile(path, null, true);
    }

    /** Whether an agent holds the database. */
    static boolean isHeld(String url) throws StoreException {
        Path path = path(url);
        try {
            return Files.exists(path) && AgentLock.isHeld(path.toRealPath());
        } catch (IOException e) {
            throw unseen(path, e);
        }
    }

    static Path beside(String url, String what) throws StoreException {
        Path path = existing(url);
        try {
            Path real = path.toRealPath();
            return real.resolveSibling(real.getFileName() + "." + what);
        } catch (IOException e) {
            throw unseen(path, e);
        }
    }

    Path path() {
        return path;
    }

    Path directory() {
        return Objects.requireNonNull(path.getParent());
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether somebody else holds the database, an agent as a rule, so that this is a guest. */
    boolean isBeside() {
        return lock == null;
    }

    /** Whether a connection sees the database as it is at this moment and never anything later. */
    boolean isFrozen() {
        return readOnly && !Files.exists(wal());
    }

    Connection connect() throws SQLException {
        return connections().getConnection();
    }

    DataSource connections() {
        return isReadOnly() ? readingConnections() : writingConnections();
    }

    private DataSource writingConnections() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return source(config, "");
    }

    /** Connections that change neither the database nor its -wal, and create no file where none is needed. */
    DataSource readingConnections() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(true);
        // Without a -wal nobody has the database open, so it needs no -shm to agree with others in. Should an agent
        // start
        // just now, such a connection may miss what that agent stores.
        return source(config, Files.exists(wal()) ? "" : "?immutable=1");
    }

    private DataSource source(SQLiteConfig config, String query) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        // As a URI, for the driver stumbles over a question mark in a plain path.
        source.setUrl(PREFIX + path.toUri() + query);
        return source;
    }

    /** Looks through the whole file for damage, which otherwise shows only when a damaged page is read. Changes nothing. */
    void check() throws StoreException {
        refuseStump();
        try (Connection connection = readingConnections().getConnection();
                Statement statement = connection.createStatement()) {
            String damage = text(statement, "PRAGMA quick_check(1)");
            if (!damage.equals("ok")) {
                throw Trouble.damaged(path, damage.replace('\n', ' '), null);
            }
            if (text(statement, "PRAGMA user_version").equals("" + IN_USE) && !Files.exists(wal())) {
                throw withoutWal();
            }
        } catch (SQLException e) {
            throw Trouble.because(e, path, "opened");
        }
    }

    /** What SQLite would take for a new database, and begin anew. */
    private void refuseStump() throws StoreException {
        long length = path.toFile().length();
        if (length > 0 && length < SMALLEST_PAGE) {
            throw Trouble.damaged(path, "it ends after " + length + " bytes", null);
        }
        if (length == 0 && wal().toFile().length() > 0) {
            throw Trouble.damaged(path, "it is empty, but " + wal().getFileName() + " beside it is not", null);
        }
    }

    /** An agent that was killed left its last commits in the -wal; without that file the database is of some time before. */
    private StoreException withoutWal() {
        return new StoreException(
                "The database " + path + " was in use when it was copied or when its agent was killed, and "
                        + wal().getFileName()
                        + ", which belongs to it and holds the latest, is missing. Nothing was changed. Put"
                        + " that file back beside it. If there is none, the database can be used as it is, without the latest:"
                        + " then create " + wal() + " as an empty file and start again.");
    }

    /**
     * Marks the database as being in use until {@link #close}. The connection that does it stays open and idle, for SQLite removes the -wal
     * with the last one.
     */
    void markInUse() throws StoreException {
        try {
            Connection connection = connect();
            keeper = connection;
            mark(connection, IN_USE);
            try (Statement statement = connection.createStatement()) {
                // The mark must stand in the database, not in the -wal it speaks of.
                statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
        } catch (SQLException e) {
            throw Trouble.because(e, path, "written");
        }
    }

    /**
     * Keeps the -wal where it is, beside an agent. Should that be killed now, SQLite would remove the file with the last connection that may
     * write, and the next agent would miss it; so one that may not write is the last.
     */
    void keepWal() throws StoreException {
        try {
            Connection connection = readingConnections().getConnection();
            keeper = connection;
            try (Statement statement = connection.createStatement()) {
                text(statement, "PRAGMA user_version");
            }
        } catch (SQLException e) {
            throw Trouble.because(e, path, "read");
        }
    }

    @Override
    public void close() throws StoreException {
        Connection last = keeper;
        keeper = null;
        try {
            if (last != null) {
                if (lock != null) {
                    // If the mark stays, so must the -wal: then the connection is left to the end of the process.
                    mark(last, 0);
                }
                last.close();
            }
        } catch (SQLException e) {
            throw Trouble.because(e, path, "closed in order");
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static void mark(Connection connection, int mark) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + mark);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "no answer";
        }
    }

    private Path wal() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }

    private static Path existing(String url) throws StoreException {
        Path path = path(url).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new StoreException("There is no database " + path
                    + " yet. It appears when the agent runs for the first time: vigia run. Paths are relative to the"
                    + " directory the command is started in.");
        }
        demandFile(path);
        return path;
    }

    private static StoreException unseen(Path path, IOException e) {
        return new StoreException(
                "The database " + path + " cannot be looked at: " + PrivateFiles.reason(e)
                        + ". Check the rights of its directory.",
                e);
    }

    private static void demandWritable(Path path) throws StoreException {
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new StoreException(
                    "The database " + path + " cannot be read and written by this user. Check the owner and the rights"
                            + " of the file, and that the disk is not mounted read-only.");
        }
    }

    private static void demandFile(Path path) throws StoreException {
        if (!Files.isRegularFile(path)) {
            throw new StoreException("The database " + path + " is a "
                    + (Files.isDirectory(path) ? "directory" : "special file")
                    + ". Let store.url name a file, as in jdbc:sqlite:data/vigia.db");
        }
    }

    private static Path path(String url) throws StoreException {
        if (!url.startsWith(PREFIX)) {
            throw new StoreException(
                    "store.url must begin with " + PREFIX + "; PostgreSQL is not supported by this version");
        }
        return Path.of(url.substring(PREFIX.length()));
    }
}
