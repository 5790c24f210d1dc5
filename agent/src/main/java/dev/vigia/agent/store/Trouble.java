package dev.vigia.agent.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in an operator's words why a database cannot be used, and what to do about it. */
final class Trouble {
    private Trouble() {}

    /** @param done what cannot be done with the database: {@code read}, {@code written} … */
    static StoreException because(Throwable cause, Path path, String done) {
        if (cause instanceof StoreException known) {
            return known;
        }
        SQLiteException sqlite = first(SQLiteException.class, cause);
        if (sqlite != null && isDamage(sqlite)) {
            return damaged(path, sqlite.getResultCode().name(), sqlite);
        }
        return new StoreException("The database " + path + " cannot be " + done + ": " + reason(sqlite, cause), cause);
    }

    static StoreException damaged(Path path, String finding, @Nullable Throwable cause) {
        Path name = path.getFileName();
        return new StoreException(
                "The database " + path + " is damaged, or is no database at all (" + finding
                        + "). Nothing was changed. Check that store.url names the right file. If it does, move " + name
                        + ", " + name + "-wal and " + name
                        + "-shm away together and put a backup in their place; without"
                        + " a backup, start without them: the agent then takes a new baseline, and events that plugins"
                        + " had not handled yet are lost.",
                cause);
    }

    private static String reason(@Nullable SQLiteException sqlite, Throwable cause) {
        if (sqlite != null) {
            return reason(sqlite);
        }
        SQLException unspecific = first(SQLException.class, cause);
        if (unspecific != null && unspecific.getCause() != null) {
            return "SQLite's native library for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch")
                    + " cannot be loaded from " + System.getProperty(NativeLibrary.DIRECTORY)
                    + ". That directory must exist, needs 2 MB of space and must not be mounted noexec; name another in the"
                    + " environment: JAVA_OPTS=-D" + NativeLibrary.DIRECTORY + "=DIRECTORY";
        }
        return unspecific != null ? String.valueOf(unspecific.getMessage()) : "a defect of the agent (" + cause + ")";
    }

    private static String reason(SQLiteException e) {
        String code = " (" + e.getResultCode().name() + ")";
        return switch (primary(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another program keeps it locked" + code
                        + ". Close that program: a database browser, a backup, a copy that runs";
            case SQLITE_FULL ->
                "the disk is full" + code
                        + ". Free some space. What was to be stored is not stored in part, and a running agent goes on by itself";
            case SQLITE_IOERR ->
                "the disk refuses to read or write" + code
                        + ". Check its space, the quota and the largest file size of this user (ulimit -f), and the system's"
                        + " log for errors of the disk";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
                "this user may not use it, or not write"
                        + " beside it, where its -wal and -shm files are" + code
                        + ". Check the owner and the rights of these files and of the directory, that the disk is not mounted"
                        + " read-only, and how many files may be open (ulimit -n)";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Whether an error says that the file is not as it was written. */
    static boolean isDamage(SQLException e) {
        return e instanceof SQLiteException sqlite && isDamage(sqlite);
    }

    private static boolean isDamage(SQLiteException e) {
        SQLiteErrorCode code = primary(e);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** The kind of error, of which the last eight bits tell; the others tell of its circumstances. */
    private static SQLiteErrorCode primary(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
    }

    private static <T extends Throwable> @Nullable T first(Class<T> type, @Nullable Throwable cause) {
        return cause == null || type.isInstance(cause) ? type.cast(cause) : first(type, cause.getCause());
    }
}
