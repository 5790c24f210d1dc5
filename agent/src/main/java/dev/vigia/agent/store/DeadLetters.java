package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events that plugin instances were not able to handle, for the operator to decide on. */
public final class DeadLetters {
    private final Reader reader;
    private final Writer writer;

    DeadLetters(Reader reader, Writer writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Which dead letters are meant. What is null is not asked for.
     *
     * @param sequence the event's number within its account
     */
    public record Selection(
            @Nullable String instance,
            @Nullable String account,
            @Nullable Long sequence) {
        private Sql conditions() {
            Sql sql = new Sql("1 = 1");
            if (instance != null) {
                sql.add("AND d.instance = ?", instance);
            }
            if (account != null) {
                sql.add("AND d.account = ?", account);
            }
            if (sequence != null) {
                sql.add("AND d.seq = ?", sequence);
            }
            return sql;
        }
    }

    /**
     * What became of a selection.
     *
     * @param eventless how many could not be taken, because their events are no longer kept
     */
    public record Retried(int taken, int eventless) {}

    /** The dead letters, oldest first. */
    public List<DeadLetter> list(Selection selection) throws StoreException {
        return reader.read(connection -> new Sql(
                        "SELECT d.instance, d.account, d.seq, d.at, d.attempts, d.failure FROM dead_letter d WHERE")
                .add(selection.conditions())
                .add("ORDER BY d.at, d.instance, d.account, d.seq")
                .rows(connection, row -> read(connection, row)));
    }

    /** Has dead letters delivered again, as soon as the agent runs. */
    public Retried retry(Selection selection, Instant now) throws StoreException {
        return writer.write(connection -> {
            String whoseEventIsKept =
                    "AND EXISTS (SELECT 1 FROM event e WHERE e.account = d.account AND e.seq = d.seq)";
            new Sql("INSERT INTO replay (instance, account, seq, attempts, due_at)")
                    .add("SELECT d.instance, d.account, d.seq, 0, CAST(? AS BIGINT)", now.toEpochMilli())
                    .add("FROM dead_letter d WHERE")
                    .add(selection.conditions())
                    .add(whoseEventIsKept)
                    .add("ON CONFLICT (instance, account, seq) DO UPDATE SET attempts = 0, due_at = excluded.due_at")
                    .execute(connection);
            int taken = new Sql("DELETE FROM dead_letter AS d WHERE")
                    .add(selection.conditions())
                    .add(whoseEventIsKept)
                    .execute(connection);
            return new Retried(taken, count(connection, selection));
        });
    }

    /** Deletes dead letters. Returns how many. */
    public int discard(Selection selection) throws StoreException {
        return writer.write(connection -> new Sql("DELETE FROM dead_letter AS d WHERE")
                .add(selection.conditions())
                .execute(connection));
    }

    private static int count(Connection connection, Selection selection) throws SQLException {
        return (int) new Sql("SELECT count(*) FROM dead_letter d WHERE")
                .add(selection.conditions())
                .number(connection);
    }

    private static DeadLetter read(Connection connection, ResultSet row) throws SQLException {
        String account = row.getString("account");
        Optional<KeptEvent> event = KeptEvents.one(connection, account, row.getLong("seq"));
        return new DeadLetter(
                row.getString("instance"),
                account,
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getInt("attempts"),
                row.getString("failure"),
                event,
                chatName(connection, account, event.map(KeptEvent::chat).orElse("")));
    }

    private static @Nullable String chatName(Connection connection, String account, String id) throws SQLException {
        return new Sql("SELECT max(name) FROM chat WHERE account = ? AND id = ?", account, id)
                .rows(connection, row -> Optional.ofNullable(row.getString(1)))
                .get(0)
                .orElse(null);
    }
}
