package dev.vigia.agent.store;

import dev.vigia.agent.event.EventJson;
import dev.vigia.api.Event;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The committed events of all accounts, and how far each plugin instance has read them. */
public final class EventLog {
    private final Reader reader;
    private final Writer writer;
    private final Wakeup wakeup;

    EventLog(Reader reader, Writer writer, Wakeup wakeup) {
        this.reader = reader;
        this.writer = writer;
        this.wakeup = wakeup;
    }

    /**
     * Has a reader of the log told of which account there may be new events. It is called on the committer's thread, so it must be quick.
     */
    public void onCommit(Consumer<String> sleeper) {
        wakeup.add(sleeper);
    }

    public void forgetOnCommit(Consumer<String> sleeper) {
        wakeup.remove(sleeper);
    }

    /** The next events of an account after a sequence number, in order. */
    public List<Event> after(String account, long sequence, int most) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, json FROM event WHERE account = ? AND seq > ? ORDER BY seq LIMIT ?")) {
                select.setString(1, account);
                select.setLong(2, sequence);
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<Event> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(event(account, rows));
                    }
                    return events;
                }
            }
        });
    }

    private static Event event(String account, ResultSet row) throws SQLException {
        try {
            return EventJson.read(row.getString("json"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "event " + row.getLong("seq") + " of the account " + account + ": " + e.getMessage(), e);
        }
    }

    /**
     * The sequence number up to which an instance has handled an account's events. An instance that is new to the account begins with the
     * events to come.
     */
    public long cursor(String instance, String account) throws StoreException {
        Optional<Long> known = reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq FROM plugin_cursor WHERE instance = ? AND account = ?")) {
                select.setString(1, instance);
                select.setString(2, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                }
            }
        });
        return known.isPresent() ? known.get() : newCursor(instance, account);
    }

    private long newCursor(String instance, String account) throws StoreException {
        return writer.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO plugin_cursor (instance, account, seq) VALUES (?, ?,"
                            + " coalesce((SELECT next_seq - 1 FROM account_state WHERE account = ?), 0))"
                            + " ON CONFLICT (instance, account) DO UPDATE SET seq = plugin_cursor.seq RETURNING seq")) {
                insert.setString(1, instance);
                insert.setString(2, account);
                insert.setString(3, account);
                try (ResultSet row = insert.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("no cursor came back");
                    }
                    return row.getLong(1);
                }
            }
        });
    }

    /** Records that an instance has handled an account's events up to a sequence number. */
    public void ack(String instance, String account, long sequence) throws StoreException {
        writer.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE plugin_cursor SET seq = ? WHERE instance = ? AND account = ? AND seq < ?")) {
                update.setLong(1, sequence);
                update.setString(2, instance);
                update.setString(3, account);
                update.setLong(4, sequence);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Deletes events that are old and that every one of some instances has handled.
     *
     * @param instances those that still want their events
     * @return how many were deleted
     */
    public int prune(Instant olderThan, Collection<String> instances) throws StoreException {
        String stillWanted = instances.isEmpty()
                ? ""
                : " AND NOT EXISTS (SELECT 1 FROM plugin_cursor c WHERE c.account = event.account AND c.seq < event.seq"
                        + " AND c.instance IN (" + String.join(", ", Collections.nCopies(instances.size(), "?")) + "))";
        return writer.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM event WHERE at < ?" + stillWanted)) {
                delete.setLong(1, olderThan.toEpochMilli());
                int column = 1;
                for (String instance : instances) {
                    delete.setString(++column, instance);
                }
                return delete.executeUpdate();
            }
        });
    }
}
