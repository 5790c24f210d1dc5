package dev.vigia.agent.store;

import dev.vigia.agent.event.Meta;
import dev.vigia.api.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Writes events into the log. */
final class EventRows {
    private EventRows() {}

    /** Takes an account's next sequence number, under its row, so that the order of numbers is the order of commits. */
    static long takeNumber(Connection connection, String account) throws SQLException {
        addAccount(connection, account);
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE account_state SET next_seq = next_seq + 1 WHERE account = ? RETURNING next_seq")) {
            update.setString(1, account);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no number came back");
                }
                return row.getLong(1) - 1;
            }
        }
    }

    /** What tells a new event of an account from all others. */
    static Meta newMeta(Connection connection, String account, Instant at) throws SQLException {
        long number = takeNumber(connection, account);
        return new Meta(UUID.randomUUID().toString(), account, number, at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Makes sure that an account has a row. */
    static void addAccount(Connection connection, String account) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO account_state (account, next_seq, snapshot_rev) VALUES (?, 1, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, account);
            insert.executeUpdate();
        }
    }

    static void insert(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (account, seq, at, chat, json, checksum) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Event event : events) {
                KeptEvent row = KeptEvent.of(event);
                insert.setString(1, row.account());
                insert.setLong(2, row.sequence());
                insert.setLong(3, row.at().toEpochMilli());
                insert.setString(4, row.chat());
                insert.setString(5, row.json());
                insert.setLong(6, row.checksum());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
