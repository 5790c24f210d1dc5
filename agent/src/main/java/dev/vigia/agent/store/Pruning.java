package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what need not be kept any longer. */
public final class Pruning {
    private static final Logger log = LoggerFactory.getLogger(Pruning.class);
    private static final Duration WAITED_FOR = Duration.ofDays(7);

    /** What is still wanted: by an instance at work, or because somebody has to look at it or waits for it. */
    private static final String PRUNABLE = "at < ? AND NOT EXISTS (SELECT 1 FROM plugin_cursor c"
            + " WHERE c.account = event.account AND c.active_at >= ? AND (c.seq < event.seq"
            + whereWaiting("replay", "w.seq = event.seq")
            + whereWaiting("postponed", "w.seq = event.seq")
            + whereWaiting("parked", "w.chat = coalesce(event.chat, '') AND w.seq <= event.seq")
            + ")) AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.account = event.account AND d.seq = event.seq)";

    private final Writer writer;

    Pruning(Writer writer) {
        this.writer = writer;
    }

    private static String whereWaiting(String table, String condition) {
        return " OR EXISTS (SELECT 1 FROM " + table + " w WHERE w.instance = c.instance AND w.account = c.account AND "
                + condition + ")";
    }

    /**
     * Deletes old events that every instance has handled, and what was kept with them. An instance that was not at work for 7 days is not
     * waited for: what it loses is noted as a gap.
     *
     * @param working who is at work, for which account
     * @return how many events were deleted
     */
    public int prune(Instant olderThan, Collection<Deliveries> working, Instant now) throws StoreException {
        return writer.write(connection -> {
            for (Deliveries each : working) {
                touch(connection, each, now);
            }
            Instant activeSince = now.minus(WAITED_FOR);
            noteGaps(connection, olderThan, activeSince, now);
            int deleted = deleteEvents(connection, olderThan, activeSince);
            for (String table : List.of("delivery", "failed_attempt")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE NOT EXISTS (SELECT 1 FROM event e"
                                + " WHERE e.account = " + table + ".account AND e.seq = " + table + ".seq)")) {
                    delete.executeUpdate();
                }
            }
            deleteEnded(connection, "plugin_state WHERE expires_at <= ?", now);
            deleteEnded(connection, "once_slot WHERE ends_at <= ?", now);
            return deleted;
        });
    }

    private static void touch(Connection connection, Deliveries working, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE plugin_cursor SET active_at = ? WHERE instance = ? AND account = ?")) {
            update.setLong(1, Millis.of(now));
            update.setString(2, working.instance());
            update.setString(3, working.account());
            update.executeUpdate();
        }
    }

    private static void noteGaps(Connection connection, Instant olderThan, Instant activeSince, Instant now)
            throws SQLException {
        TreeMap<String, Long> lastPruned = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account, max(seq) FROM event WHERE " + PRUNABLE + " GROUP BY account")) {
            select.setLong(1, Millis.of(olderThan));
            select.setLong(2, Millis.of(activeSince));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lastPruned.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        for (String account : lastPruned.keySet()) {
            noteGaps(connection, account, lastPruned.get(account), activeSince, now);
        }
    }

    private static void noteGaps(Connection connection, String account, long last, Instant activeSince, Instant now)
            throws SQLException {
        // What waited in a parked chat lies before the cursor.
        String firstParked =
                "(SELECT min(p.seq) FROM parked p WHERE p.instance = c.instance AND p.account = c.account)";
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO gap (instance, account, first_seq, last_seq, at, told)"
                                + " SELECT c.instance, c.account, CASE WHEN " + firstParked + " <= c.seq THEN "
                                + firstParked
                                + " ELSE c.seq + 1 END, ?, ?, 0 FROM plugin_cursor c WHERE c.account = ? AND c.active_at < ?"
                                + " AND (c.seq < ? OR " + firstParked + " <= ?)"
                                + " ON CONFLICT (instance, account, first_seq) DO NOTHING");
                PreparedStatement unpark = connection.prepareStatement("UPDATE parked SET seq = ? WHERE account = ?"
                        + " AND seq <= ? AND EXISTS (SELECT 1 FROM plugin_cursor c WHERE c.instance = parked.instance"
                        + " AND c.account = parked.account AND c.active_at < ?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE plugin_cursor SET seq = ? WHERE account = ? AND seq < ?")) {
            insert.setLong(1, last);
            insert.setLong(2, Millis.of(now));
            insert.setString(3, account);
            insert.setLong(4, Millis.of(activeSince));
            insert.setLong(5, last);
            insert.setLong(6, last);
            int gaps = insert.executeUpdate();
            unpark.setLong(1, last + 1);
            unpark.setString(2, account);
            unpark.setLong(3, last);
            unpark.setLong(4, Millis.of(activeSince));
            unpark.executeUpdate();
            update.setLong(1, last);
            update.setString(2, account);
            update.setLong(3, last);
            update.executeUpdate();
            if (gaps > 0) {
                log.warn(
                        "Old events of the account {} were deleted up to number {}, which {} plugin instance(s) had not"
                                + " handled: they were not at work for {} days. They are told when they run again",
                        account,
                        last,
                        gaps,
                        WAITED_FOR.toDays());
            }
        }
    }

    private static int deleteEvents(Connection connection, Instant olderThan, Instant activeSince) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM event WHERE " + PRUNABLE)) {
            delete.setLong(1, Millis.of(olderThan));
            delete.setLong(2, Millis.of(activeSince));
            return delete.executeUpdate();
        }
    }

    private static void deleteEnded(Connection connection, String what, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + what)) {
            delete.setLong(1, Millis.of(now));
            delete.executeUpdate();
        }
    }
}
