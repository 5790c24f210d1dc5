package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Units of work that wait at the same time share a transaction, because what costs is making a commit
 * durable, not what is in it.
 *
 * <p>A unit is durable, whole, when {@link #write} returns. A unit that fails takes no other with it: the group is rolled back and those
 * that are left run again. Where the answer to a commit is lost, nobody goes on before it is known whether it happened.
 */
final class Writer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_IN_A_GROUP = 64;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

    /** Statements that belong together. May be run again after a rollback, so it keeps no state between runs. */
    @FunctionalInterface
    interface Unit<T> {
        T run(Connection connection) throws SQLException, StoreException;
    }

    private record Waiting<T>(Unit<T> unit, CompletableFuture<T> result) {}

    /** A unit that has run but is not committed. */
    private record Done<T>(CompletableFuture<T> result, T value) {
        static <T> Done<T> run(Waiting<T> waiting, Connection connection) throws SQLException, StoreException {
            return new Done<>(waiting.result(), waiting.unit().run(connection));
        }

        void tell() {
            result.complete(value);
        }
    }

    /** A commit of which nobody knows whether it happened, because the agent stops. */
    private static final class UnknownOutcomeException extends SQLException {
        UnknownOutcomeException(Throwable cause) {
            super("the agent stopped before it was known whether the last commit succeeded", cause);
        }
    }

    private final SqliteFile file;
    private final DataSource connections;
    private final WriterMark mark;
    private final OutsideChanges outsideChanges = new OutsideChanges();
    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private final Waiting<Boolean> end = new Waiting<>(connection -> true, new CompletableFuture<>());
    private List<Waiting<?>> group = List.of();
    private @Nullable Connection connection;
    private volatile boolean closed;

    Writer(SqliteFile file) {
        this(file, file.connections());
    }

    /** @param connections to the database in the file */
    Writer(SqliteFile file, DataSource connections) {
        this.file = file;
        this.connections = connections;
        this.mark = new WriterMark(!file.isBeside());
        if (file.isReadOnly()) {
            closed = true;
            end.result().complete(true);
        } else {
            thread.start();
        }
    }

    /** What others do to the database. Its listeners are called on the writer's thread: they must be quick, and must not write. */
    OutsideChanges outsideChanges() {
        return outsideChanges;
    }

    /**
     * Runs a unit and waits until it is durable.
     *
     * @throws StoreException if it is not stored; only while the agent stops may it be stored all the same
     */
    <T> T write(Unit<T> unit) throws StoreException {
        Waiting<T> waiting = new Waiting<>(unit, new CompletableFuture<>());
        enqueue(waiting);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.result().get();
                } catch (InterruptedException e) {
                    // The unit is on its way to the disk: only its outcome tells the caller what is true.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw Trouble.because(Objects.requireNonNull(e.getCause()), file.path(), "written");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        synchronized (queue) {
            if (!closed) {
                closed = true;
                queue.add(end);
            }
        }
        end.result().join();
    }

    private void enqueue(Waiting<?> waiting) throws StoreException {
        synchronized (queue) {
            if (closed) {
                throw new StoreException("The database " + file.path() + " cannot be written: "
                        + (file.isReadOnly() ? "it was opened to be read only" : "the agent is stopping"));
            }
            queue.add(waiting);
        }
    }

    private void run() {
        try {
            writeUntilClosed();
        } finally {
            // Whatever ended it, nobody may be left waiting.
            List<Waiting<?>> left = new ArrayList<>(group);
            synchronized (queue) {
                closed = true;
                queue.drainTo(left);
            }
            fail(left, new IllegalStateException("the writer has ended"));
            disconnect();
            end.result().complete(true);
        }
    }

    private void writeUntilClosed() {
        boolean ending = false;
        while (!ending) {
            group = new ArrayList<>();
            try {
                Waiting<?> first = queue.poll(outsideChanges.nanosLeft(), TimeUnit.NANOSECONDS);
                if (first != null) {
                    group.add(first);
                }
            } catch (InterruptedException e) {
                continue; // Nobody may stop the writer but close().
            }
            queue.drainTo(group, MOST_IN_A_GROUP - group.size());
            ending = group.remove(end); // Nothing is queued behind it.
            commit();
            if (!ending && outsideChanges.areDue()) {
                lookOutside();
            }
        }
    }

    private void lookOutside() {
        try {
            outsideChanges.look(connected());
        } catch (SQLException e) {
            log.debug("Whether {} was changed from outside cannot be seen now: {}", file.path(), e.getMessage());
            outsideChanges.missed();
            disconnect();
        }
    }

    private void commit() {
        List<Waiting<?>> left = group;
        while (!left.isEmpty()) {
            try {
                transaction(left);
            } catch (SQLException | RuntimeException | Error e) {
                // Neither begun nor committed: that is nobody's fault, and trying each alone would only take longer.
                fail(left, e);
                disconnect();
            }
            left = left.stream().filter(waiting -> !waiting.result().isDone()).toList();
        }
    }

    /**
     * Commits a group, or nothing: if a unit fails, that one is told and all are rolled back.
     *
     * <p>With explicit statements: with the driver's own transactions a unit may be torn after a full disk.
     */
    private void transaction(List<Waiting<?>> group) throws SQLException {
        Connection open = connected();
        List<Done<?>> done = new ArrayList<>();
        try (Statement statement = open.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (Waiting<?> waiting : group) {
                try {
                    done.add(Done.run(waiting, open));
                } catch (SQLException | StoreException | RuntimeException | Error e) {
                    waiting.result().completeExceptionally(e);
                    disconnect();
                    return;
                }
            }
            long number = mark.raise(open);
            try {
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException | Error e) {
                if (!isCommittedAfterAll(number, e)) {
                    throw e;
                }
            }
        }
        done.forEach(Done::tell);
    }

    /** Asks the database for as long as it takes: whoever went on without the answer might do again what is done. */
    private boolean isCommittedAfterAll(long number, Throwable lost) throws UnknownOutcomeException {
        boolean asked = false;
        while (true) {
            disconnect();
            try {
                boolean committed = mark.isCommitted(connected(), number);
                if (committed) {
                    log.warn("A commit to {} reported an error but succeeded: {}", file.path(), lost.getMessage());
                }
                return committed;
            } catch (SQLException e) {
                if (closed) {
                    throw new UnknownOutcomeException(lost);
                }
                if (!asked) {
                    log.error(
                            "A commit to {} reported an error ({}), and whether it succeeded cannot be read yet. The agent"
                                    + " stores nothing else before it knows: {}",
                            file.path(),
                            lost.getMessage(),
                            Trouble.because(e, file.path(), "read").getMessage());
                }
                asked = true;
                LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
            }
        }
    }

    private static void fail(List<Waiting<?>> units, Throwable cause) {
        units.forEach(waiting -> waiting.result().completeExceptionally(cause));
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = connections.getConnection();
        }
        return connection;
    }

    /** Closing rolls back whatever is open; a connection that saw an error is not trusted again. */
    private void disconnect() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            log.warn("A connection to {} could not be closed: {}", file.path(), e.getMessage());
        }
        connection = null;
    }
}
