package dev.vigia.agent.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection that reads what is committed, beside the writer. Reads are short, so all readers share it. */
final class Reader implements AutoCloseable {
    /** A query and what is made of its rows. */
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException, StoreException;
    }

    private final SqliteFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private boolean frozen;
    private boolean closed;

    Reader(SqliteFile file) {
        this.file = file;
    }

    /** Where the database is. */
    Path path() {
        return file.path();
    }

    <T> T read(Query<T> query) throws StoreException {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("The database " + file.path() + " is closed: the agent is stopping");
            }
            if (connection == null) {
                frozen = file.isFrozen();
                connection = file.connect();
            }
            T result = query.run(connection);
            if (frozen || file.isFrozen()) {
                // Should an agent start, this connection would not notice: it is good for one look only.
                disconnect();
            }
            return result;
        } catch (SQLException e) {
            disconnect();
            throw Trouble.because(e, file.path(), "read");
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The database " + file.path() + " holds what this version of the agent does not understand ("
                            + e.getMessage() + "). Run the version that wrote it",
                    e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            disconnect();
        } finally {
            lock.unlock();
        }
    }

    private void disconnect() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // It only read; nothing is lost with it.
        }
        connection = null;
    }
}
