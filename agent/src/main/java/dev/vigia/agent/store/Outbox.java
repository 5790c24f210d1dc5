package dev.vigia.agent.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The actions that plugins asked for, until they are sent and after. An action is claimed durably before it is sent, so that one whose
 * sender died is known to be in doubt; what became of it is recorded together with the event that tells of it.
 *
 * <p>Recording the same twice does no harm: whoever does not know whether a record was stored stores it again.
 */
public final class Outbox {
    private static final String CLAIMED =
            "id, account, instance, chat, target, kind, text, delay_seconds, typing_seconds, resend, attempts";

    private static final String DAMAGED =
            "unreadable: its checksum does not match, so it is not what the plugin asked for";

    private final Reader reader;
    private final Writer writer;
    private final Wakeup newEvents;
    private final Wakeup newActions;

    Outbox(Reader reader, Writer writer, Wakeup newEvents, Wakeup newActions) {
        this.reader = reader;
        this.writer = writer;
        this.newEvents = newEvents;
        this.newActions = newActions;
    }

    /**
     * Has a sender told for which account there may be new actions. It is called on the thread that stored them, so it must be quick.
     */
    public void onCommit(Consumer<String> sleeper) {
        newActions.add(sleeper);
    }

    public void forgetOnCommit(Consumer<String> sleeper) {
        newActions.remove(sleeper);
    }

    /** What waits to be sent for an account, in the order in which it was asked for. */
    public List<QueuedAction> queue(String account) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, instance, chat, kind, created_at, due_at, not_after, failure FROM action"
                            + " WHERE account = ? AND state = 'ready' ORDER BY place")) {
                select.setString(1, account);
                try (ResultSet rows = select.executeQuery()) {
                    List<QueuedAction> queue = new ArrayList<>();
                    while (rows.next()) {
                        queue.add(new QueuedAction(
                                rows.getString("id"),
                                rows.getString("instance"),
                                rows.getString("chat"),
                                rows.getString("kind"),
                                Instant.ofEpochMilli(rows.getLong("created_at")),
                                Instant.ofEpochMilli(rows.getLong("due_at")),
                                Instant.ofEpochMilli(rows.getLong("not_after")),
                                rows.getString("failure")));
                    }
                    return queue;
                }
            }
        });
    }

    /** Whether an account's phone is known to be away. */
    public boolean isDisconnected(String account) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM account_state WHERE account = ? AND connected = 0")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** What was sent for an account, the earliest first. */
    public List<SentAction> sent(String account, Instant after, Instant until) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT chat, sent_at FROM action WHERE account = ? AND sent_at > ? AND sent_at <= ? ORDER BY sent_at")) {
                select.setString(1, account);
                select.setLong(2, Millis.of(after));
                select.setLong(3, Millis.of(until));
                try (ResultSet rows = select.executeQuery()) {
                    List<SentAction> sent = new ArrayList<>();
                    while (rows.next()) {
                        sent.add(new SentAction(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2))));
                    }
                    return sent;
                }
            }
        });
    }

    /**
     * Takes an action to send it; empty if it does not wait any more. When this returns, the claim would survive a crash. An action that is
     * not as it was stored is failed instead.
     */
    public Optional<ClaimedAction> claim(String id, Instant now) throws StoreException {
        return writer.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE action SET state = 'sending', sent_at = ?, attempts = attempts + 1"
                            + " WHERE id = ? AND state = 'ready' RETURNING checksum, " + CLAIMED)) {
                update.setLong(1, Millis.of(now));
                update.setString(2, id);
                Optional<ClaimedAction> claimed;
                try (ResultSet row = update.executeQuery()) {
                    claimed = row.next() ? Optional.of(claimed(row)) : Optional.empty();
                    if (claimed.isEmpty() || isAsStored(row, claimed.get())) {
                        return claimed;
                    }
                }
                new Ending(claimed.get().account(), id, "failed", null, null, DAMAGED, now).store(connection);
                return Optional.empty();
            }
        });
    }

    /** Rows that an older version wrote have no checksum. */
    private static boolean isAsStored(ResultSet row, ClaimedAction action) throws SQLException {
        long checksum = row.getLong("checksum");
        return row.wasNull() || checksum == action.checksum();
    }

    /** What was claimed and never recorded, for all accounts: after a start, what the agent was sending when it ended. */
    public List<ClaimedAction> unrecorded() throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT " + CLAIMED + " FROM action WHERE state = 'sending' ORDER BY account, place");
                    ResultSet rows = select.executeQuery()) {
                List<ClaimedAction> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(claimed(rows));
                }
                return claimed;
            }
        });
    }

    private static ClaimedAction claimed(ResultSet row) throws SQLException {
        return new ClaimedAction(
                row.getString("id"),
                row.getString("account"),
                row.getString("instance"),
                row.getString("chat"),
                row.getString("target"),
                row.getString("kind"),
                row.getString("text"),
                row.getInt("delay_seconds"),
                row.getInt("typing_seconds"),
                row.getInt("resend") != 0,
                row.getInt("attempts"));
    }

    /** Records that a claimed action was surely not sent, and when to try again. */
    public void notSent(String id, Instant due) throws StoreException {
        putBack(id, due, "sent_at = NULL");
    }

    /** Records that it is not known whether a claimed action was sent, and when to send it again all the same. */
    public void sendAgain(String id, Instant due, String doubt) throws StoreException {
        putBack(id, due, "failure = ?", doubt);
    }

    private void putBack(String id, Instant due, String change, String... values) throws StoreException {
        writer.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE action SET state = 'ready', due_at = ?, " + change
                            + " WHERE id = ? AND state = 'sending'")) {
                int column = 1;
                update.setLong(column, Millis.of(due));
                for (String value : values) {
                    update.setString(++column, value);
                }
                update.setString(++column, id);
                return update.executeUpdate();
            }
        });
    }

    /** Records that the gateway took an action, and tells of it. */
    public void done(String account, String id, @Nullable String zaapId, @Nullable String messageId, Instant at)
            throws StoreException {
        finish(new Ending(account, id, "done", zaapId, messageId, null, at));
    }

    /** Records that an action was not done and will not be, and tells of it. */
    public void failed(String account, String id, String failure, Instant at) throws StoreException {
        finish(new Ending(account, id, "failed", null, null, failure, at));
    }

    /** Records that it is not known whether an action was done, and tells of it. */
    public void inDoubt(String account, String id, String failure, Instant at) throws StoreException {
        finish(new Ending(account, id, "in-doubt", null, null, failure, at));
    }

    private void finish(Ending ending) throws StoreException {
        writer.write(ending::store);
        newEvents.wake(ending.account());
    }

    /**
     * Deletes what was finished long ago. As long as the event that caused an action is kept, so is the action: if the event is delivered
     * again, it must not cause it a second time.
     *
     * @return how many were deleted
     */
    public int prune(Instant olderThan, Instant now) throws StoreException {
        // What was sent in the last hour counts against the limits.
        Instant counting = now.minus(Duration.ofHours(1));
        long before = Millis.of(olderThan.isBefore(counting) ? olderThan : counting);
        return writer.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM action WHERE state IN ('done', 'failed', 'in-doubt') AND created_at < ?"
                            + " AND coalesce(sent_at, 0) < ?"
                            + " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.account = action.account AND e.seq = action.event_seq)")) {
                for (int column = 1; column <= 2; column++) {
                    delete.setLong(column, before);
                }
                return delete.executeUpdate();
            }
        });
    }
}
