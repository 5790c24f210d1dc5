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
        return reader.read(connection -> new Sql("SELECT d.instance, d.account AS dead_account, d.seq AS dead_seq,"
                        + " d.at AS dead_at, d.attempts, d.failure, c.name, " + KeptEvent.COLUMNS
                        + " FROM dead_letter d LEFT JOIN event e ON e.account = d.account AND e.seq = d.seq"
                        + " LEFT JOIN chat c ON c.account = e.account AND c.id = e.chat WHERE")
                .add(selection.conditions())
                .add("ORDER BY d.at, d.instance, d.account, d.seq")
                .rows(connection, DeadLetters::read));
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

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("instance"),
                row.getString("dead_account"),
                row.getLong("dead_seq"),
                Instant.ofEpochMilli(row.getLong("dead_at")),
                row.getInt("attempts"),
                row.getString("failure"),
                row.getString("json") == null ? Optional.empty() : Optional.of(KeptEvent.read(row)),
                row.getString("name"));
    }
}
