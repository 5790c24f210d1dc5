package dev.vigia.agent.store;

import dev.vigia.agent.store.Delivery.Origin;
import dev.vigia.agent.store.Progress.Lost;
import dev.vigia.agent.store.Progress.Parked;
import dev.vigia.agent.store.Progress.Postponed;
import dev.vigia.agent.store.Progress.Replay;
import dev.vigia.calls.Effects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far one plugin instance has come with one account's events, and all that it did with them. */
public final class Deliveries {
    private final String instance;
    private final String account;
    private final Reader reader;
    private final Writer writer;
    private final Wakeup newEvents;
    private final Wakeup newActions;

    Deliveries(String instance, String account, Reader reader, Writer writer, Wakeup newEvents, Wakeup newActions) {
        this.instance = instance;
        this.account = account;
        this.reader = reader;
        this.writer = writer;
        this.newEvents = newEvents;
        this.newActions = newActions;
    }

    String instance() {
        return instance;
    }

    public String account() {
        return account;
    }

    /**
     * Notes that the instance is at work. One that is new to the account begins with the events to come.
     *
     * @param fromStart whether a new one begins with all events that are kept instead
     */
    public void begin(boolean fromStart, Instant now) throws StoreException {
        String start = fromStart
                ? "SELECT min(seq) - 1 FROM event WHERE account = ?"
                : "SELECT next_seq - 1 FROM account_state WHERE account = ?";
        writer.write(connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement("INSERT INTO plugin_cursor (instance, account, seq, active_at)"
                            + " VALUES (?, ?, coalesce((" + start + "), 0), ?)"
                            + " ON CONFLICT (instance, account) DO UPDATE SET active_at = excluded.active_at")) {
                bindPlace(upsert);
                upsert.setString(3, account);
                upsert.setLong(4, Millis.of(now));
                return upsert.executeUpdate();
            }
        });
    }

    /** Where the instance is, once it has begun. */
    public Progress progress() throws StoreException {
        return reader.read(connection -> {
            long cursor = cursor(connection);
            return new Progress(cursor, delivered(connection, cursor), parked(connection));
        });
    }

    private long cursor(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq FROM plugin_cursor WHERE instance = ? AND account = ?")) {
            bindPlace(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private Set<Long> delivered(Connection connection, long cursor) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq FROM delivery WHERE instance = ? AND account = ? AND seq > ?")) {
            bindPlace(select);
            select.setLong(3, cursor);
            try (ResultSet rows = select.executeQuery()) {
                Set<Long> delivered = new HashSet<>();
                while (rows.next()) {
                    delivered.add(rows.getLong(1));
                }
                return delivered;
            }
        }
    }

    private List<Parked> parked(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT chat, seq, attempts, due_at FROM parked WHERE instance = ? AND account = ?")) {
            bindPlace(select);
            try (ResultSet rows = select.executeQuery()) {
                List<Parked> parked = new ArrayList<>();
                while (rows.next()) {
                    parked.add(new Parked(
                            rows.getString(1), rows.getLong(2), rows.getInt(3), Instant.ofEpochMilli(rows.getLong(4))));
                }
                return parked;
            }
        }
    }

    /** What the operator wants delivered once more, the earliest first. */
    public List<Replay> replays(int most) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, attempts, due_at FROM replay WHERE instance = ? AND account = ?"
                            + " ORDER BY due_at, seq LIMIT ?")) {
                bindPlace(select);
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<Replay> replays = new ArrayList<>();
                    while (rows.next()) {
                        replays.add(new Replay(rows.getLong(1), rows.getInt(2), Instant.ofEpochMilli(rows.getLong(3))));
                    }
                    return replays;
                }
            }
        });
    }

    /** What waits for its chat to be quiet, the first due first. */
    public List<Postponed> postponed(int most) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT route, chat, seq, due_at, replay, attempts FROM postponed WHERE instance = ? AND account = ?"
                            + " ORDER BY due_at, seq LIMIT ?")) {
                bindPlace(select);
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<Postponed> postponed = new ArrayList<>();
                    while (rows.next()) {
                        postponed.add(new Postponed(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getLong(3),
                                Instant.ofEpochMilli(rows.getLong(4)),
                                rows.getBoolean(5),
                                rows.getInt(6)));
                    }
                    return postponed;
                }
            }
        });
    }

    /** When each job last ran. */
    public Map<String, Instant> jobs() throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT name, ran_at FROM job WHERE instance = ? AND account = ?")) {
                bindPlace(select);
                try (ResultSet rows = select.executeQuery()) {
                    Map<String, Instant> jobs = new HashMap<>();
                    while (rows.next()) {
                        jobs.put(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2)));
                    }
                    return jobs;
                }
            }
        });
    }

    /** The first loss that the instance has not been told of. */
    public Optional<Lost> untoldLoss() throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT first_seq, last_seq FROM gap WHERE instance = ? AND account = ? AND told = 0"
                            + " ORDER BY first_seq LIMIT 1")) {
                bindPlace(select);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Lost(row.getLong(1), row.getLong(2))) : Optional.empty();
                }
            }
        });
    }

    /** The first event of a chat, or of the account as a whole, from one number to another that the instance has not handled. */
    public OptionalLong next(String chat, long from, long to) throws StoreException {
        String ofChat = chat.isEmpty() ? "chat IS NULL AND ? = ''" : "chat = ?";
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT min(seq) FROM event WHERE account = ? AND " + ofChat
                            + " AND seq >= ? AND seq <= ? AND NOT EXISTS (SELECT 1 FROM delivery d"
                            + " WHERE d.account = event.account AND d.seq = event.seq AND d.instance = ?)")) {
                select.setString(1, account);
                select.setString(2, chat);
                select.setLong(3, from);
                select.setLong(4, to);
                select.setString(5, instance);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getObject(1) != null
                            ? OptionalLong.of(row.getLong(1))
                            : OptionalLong.empty();
                }
            }
        });
    }

    /**
     * Acks events without effects.
     *
     * @param outcomes what became of events, by number; those that nobody cared for need none
     * @param cursor the number up to which nothing is left to do
     */
    public void ack(Map<Long, String> outcomes, long cursor, Instant now) throws StoreException {
        writer.write(connection -> {
            storeOutcomes(connection, outcomes, now);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE plugin_cursor SET seq = ?, active_at = ? WHERE instance = ? AND account = ? AND seq <= ?")) {
                update.setLong(1, cursor);
                update.setLong(2, Millis.of(now));
                update.setString(3, instance);
                update.setString(4, account);
                update.setLong(5, cursor);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Acks an event together with its effects.
     *
     * @return false if a slot was taken at the same time by another call; then nothing is stored
     */
    public boolean settle(Delivery delivery, String outcome, Effects effects, Instant now) throws StoreException {
        return withEffects(effects, connection -> {
            new EffectRows(connection, instance, account).write(effects, delivery.sequence(), now);
            if (!outcome.isEmpty()) {
                storeOutcomes(connection, Map.of(delivery.sequence(), outcome), now);
            }
            letGo(connection, delivery);
            return true;
        });
    }

    /** Records that a job ran, together with its effects. */
    public boolean ran(String job, Effects effects, Instant at) throws StoreException {
        return withEffects(effects, connection -> {
            new EffectRows(connection, instance, account).write(effects, null, at);
            try (PreparedStatement upsert =
                    connection.prepareStatement("INSERT INTO job (instance, account, name, ran_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (instance, account, name) DO UPDATE SET ran_at = excluded.ran_at")) {
                bindPlace(upsert);
                upsert.setString(3, job);
                upsert.setLong(4, Millis.of(at));
                return upsert.executeUpdate() == 1;
            }
        });
    }

    /** Records that the instance was told of a loss, together with the effects of that. */
    public boolean told(Lost lost, Effects effects, Instant at) throws StoreException {
        return withEffects(effects, connection -> {
            new EffectRows(connection, instance, account).write(effects, null, at);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE gap SET told = 1 WHERE instance = ? AND account = ? AND first_seq = ?")) {
                bindPlace(update);
                update.setLong(3, lost.first());
                return update.executeUpdate() == 1;
            }
        });
    }

    private boolean withEffects(Effects effects, Writer.Unit<Boolean> unit) throws StoreException {
        boolean stored;
        try {
            stored = writer.write(unit);
        } catch (EffectRows.SlotTakenException e) {
            return false;
        }
        if (!effects.actions().isEmpty()) {
            newActions.wake(account);
        }
        if (!effects.notices().isEmpty()) {
            newEvents.wake(account);
        }
        return stored;
    }

    /**
     * Records a failed attempt, and that there will be another: the event's chat is parked until then.
     *
     * @param attempts how many count as failed by now
     */
    public void retry(Delivery delivery, String failure, int attempts, Instant due, Instant now) throws StoreException {
        writer.write(connection -> {
            storeFailure(connection, delivery, failure, now);
            switch (delivery.origin()) {
                case LOG, PARKED -> park(connection, delivery, attempts, due);
                case REPLAY -> retryReplay(connection, delivery, attempts, due);
                case POSTPONED -> retryPostponed(connection, delivery, attempts, due);
            }
            return delivery;
        });
    }

    /** Records the last failed attempt: the event goes to the dead letters, and its chat goes on. */
    public void bury(Delivery delivery, String failure, Instant now) throws StoreException {
        writer.write(connection -> {
            storeFailure(connection, delivery, failure, now);
            letGo(connection, delivery);
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO dead_letter (instance, account, seq, at, attempts, failure) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (instance, account, seq) DO UPDATE"
                            + " SET at = excluded.at, attempts = excluded.attempts, failure = excluded.failure")) {
                bindPlace(upsert);
                upsert.setLong(3, delivery.sequence());
                upsert.setLong(4, Millis.of(now));
                upsert.setInt(5, delivery.attempt());
                upsert.setString(6, failure);
                return upsert.executeUpdate();
            }
        });
    }

    /** Records that an event could not be delivered at all, because nobody can read it: it goes to the dead letters. */
    public void buryUnreadable(Delivery delivery, String why, Instant now) throws StoreException {
        bury(
                new Delivery(delivery.sequence(), delivery.chat(), delivery.origin(), delivery.route(), 0),
                "unreadable: " + why,
                now);
    }

    /** Records from which of its events on a parked chat waits; with none, that it no longer does. */
    public void park(String chat, @Nullable Long sequence, Instant now) throws StoreException {
        writer.write(connection -> {
            if (sequence == null) {
                unpark(connection, chat);
            } else {
                park(connection, new Delivery(sequence, chat, Origin.PARKED, "", 0), 0, now);
            }
            return chat;
        });
    }

    private void unpark(Connection connection, String chat) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM parked WHERE instance = ? AND account = ? AND chat = ?")) {
            bindPlace(delete);
            delete.setString(3, chat);
            delete.executeUpdate();
        }
    }

    private void park(Connection connection, Delivery delivery, int attempts, Instant due) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO parked (instance, account, chat, seq, attempts, due_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (instance, account, chat)"
                        + " DO UPDATE SET seq = excluded.seq, attempts = excluded.attempts, due_at = excluded.due_at")) {
            bindPlace(upsert);
            upsert.setString(3, delivery.chat());
            upsert.setLong(4, delivery.sequence());
            upsert.setInt(5, attempts);
            upsert.setLong(6, Millis.of(due));
            upsert.executeUpdate();
        }
    }

    /** Gives up the place that is kept for an event which is settled. A parked chat waits from its next event on. */
    private void letGo(Connection connection, Delivery delivery) throws SQLException {
        switch (delivery.origin()) {
            case LOG -> {}
            case PARKED ->
                park(
                        connection,
                        new Delivery(delivery.sequence() + 1, delivery.chat(), Origin.PARKED, "", 0),
                        0,
                        Instant.EPOCH);
            case REPLAY -> letGoOfReplay(connection, delivery);
            case POSTPONED -> letGoOfPostponed(connection, delivery);
        }
    }

    /** Two routes may have postponed the same event. */
    private void letGoOfPostponed(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM postponed WHERE instance = ? AND account = ? AND seq = ? AND route = ?")) {
            bindPlace(delete);
            delete.setLong(3, delivery.sequence());
            delete.setString(4, delivery.route());
            delete.executeUpdate();
        }
    }

    private void letGoOfReplay(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM replay WHERE instance = ? AND account = ? AND seq = ?")) {
            bindPlace(delete);
            delete.setLong(3, delivery.sequence());
            delete.executeUpdate();
        }
    }

    private void retryPostponed(Connection connection, Delivery delivery, int attempts, Instant due)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE postponed SET attempts = ?, due_at = ?"
                + " WHERE instance = ? AND account = ? AND seq = ? AND route = ?")) {
            update.setInt(1, attempts);
            update.setLong(2, Millis.of(due));
            update.setString(3, instance);
            update.setString(4, account);
            update.setLong(5, delivery.sequence());
            update.setString(6, delivery.route());
            update.executeUpdate();
        }
    }

    private void retryReplay(Connection connection, Delivery delivery, int attempts, Instant due) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE replay SET attempts = ?, due_at = ?" + " WHERE instance = ? AND account = ? AND seq = ?")) {
            update.setInt(1, attempts);
            update.setLong(2, Millis.of(due));
            update.setString(3, instance);
            update.setString(4, account);
            update.setLong(5, delivery.sequence());
            update.executeUpdate();
        }
    }

    private void storeOutcomes(Connection connection, Map<Long, String> outcomes, Instant now) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO delivery (account, seq, instance, at, outcome) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, seq, instance)"
                        + " DO UPDATE SET at = excluded.at, outcome = delivery.outcome || '; then ' || excluded.outcome")) {
            for (Map.Entry<Long, String> outcome : outcomes.entrySet()) {
                upsert.setString(1, account);
                upsert.setLong(2, outcome.getKey());
                upsert.setString(3, instance);
                upsert.setLong(4, Millis.of(now));
                upsert.setString(5, outcome.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void storeFailure(Connection connection, Delivery delivery, String failure, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO failed_attempt (account, seq, instance, at, attempt, failure) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, account);
            insert.setLong(2, delivery.sequence());
            insert.setString(3, instance);
            insert.setLong(4, Millis.of(now));
            insert.setInt(5, delivery.attempt());
            insert.setString(6, failure);
            insert.executeUpdate();
        }
    }

    private void bindPlace(PreparedStatement statement) throws SQLException {
        statement.setString(1, instance);
        statement.setString(2, account);
    }
}
