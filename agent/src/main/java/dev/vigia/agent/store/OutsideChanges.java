package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that somebody else has changed the database: a command that an operator runs beside the agent.
 *
 * <p>Asks on the writer's own connection, for which only the commits of others count; so an agent that commits all the time is not woken
 * by itself. The answer is in memory that all processes share, and costs no reading of the disk.
 */
final class OutsideChanges {
    private static final Logger log = LoggerFactory.getLogger(OutsideChanges.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long nextLook = System.nanoTime();
    private @Nullable Connection lookedAt;
    private long version;

    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** How long the next look can wait. */
    long nanosLeft() {
        return listeners.isEmpty() ? EVERY_NANOS : Math.max(0, nextLook - System.nanoTime());
    }

    boolean areDue() {
        return !listeners.isEmpty() && nanosLeft() == 0;
    }

    /** Looks, on the connection that writes. Of what was done before a connection was looked at first, nothing is known: then it counts as changed. */
    void look(Connection writing) throws SQLException {
        nextLook = System.nanoTime() + EVERY_NANOS;
        long found = version(writing);
        boolean changed = lookedAt != writing || found != version;
        lookedAt = writing;
        version = found;
        if (changed) {
            listeners.forEach(OutsideChanges::tell);
        }
    }

    /** Looks again when it is time: at this moment there is no connection to look at. */
    void missed() {
        nextLook = System.nanoTime() + EVERY_NANOS;
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            // The thread is the writer's, which must not end by a defect of somebody else.
            log.error("A change of the database from outside could not be told, by a defect of the agent", e);
        }
    }

    private static long version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
