package dev.vigia.agent.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events that are to be delivered to a plugin instance once more, because the operator wants it. */
public final class Replays {
    private static final int LONGEST_TYPE = 120;

    private final Reader reader;
    private final Writer writer;

    Replays(Reader reader, Writer writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * How many are not delivered yet.
     *
     * @param failed those among them that were tried and failed
     */
    public record Left(int events, int failed) {}

    /** The time of the oldest and of the newest event that is kept. */
    public record Kept(Instant oldest, Instant newest) {}

    /** The plugin instances that the agent knows, with the accounts whose events each gets, or once got. */
    public Map<String, List<String>> instances() throws StoreException {
        return reader.read(connection -> {
            Map<String, List<String>> all = new TreeMap<>();
            new Sql("SELECT instance, account FROM plugin_cursor ORDER BY account")
                    .rows(
                            connection,
                            row -> all.computeIfAbsent(row.getString("instance"), instance -> new ArrayList<>())
                                    .add(row.getString("account")));
            return all;
        });
    }

    public Optional<Kept> kept(String account) throws StoreException {
        return reader.read(connection -> new Sql(
                        "SELECT min(at), max(at) FROM event WHERE account = ? HAVING count(*) > 0", account)
                        .rows(
                                connection,
                                row -> new Kept(
                                        Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2))))
                        .stream()
                        .findFirst());
    }

    /** How many events of each type {@link #add} would take. */
    public Map<String, Integer> count(String instance, String account, EventFilter filter) throws StoreException {
        return reader.read(connection -> {
            Map<String, Integer> types = new TreeMap<>();
            new Sql("SELECT substr(e.json, 1, " + LONGEST_TYPE + ")")
                    .add(handled(instance, account, filter))
                    .rows(connection, row -> KeptEvent.type(row.getString(1)))
                    .forEach(type -> types.merge(type, 1, Integer::sum));
            return types;
        });
    }

    /**
     * Has events that an instance has handled, or has failed at for good, delivered to it again as soon as the agent runs. What it has not
     * handled yet comes to it anyway.
     *
     * @return how many
     */
    public int add(String instance, String account, EventFilter filter, Instant now) throws StoreException {
        return writer.write(connection -> {
            int added = new Sql("INSERT INTO replay (instance, account, seq, attempts, due_at)")
                    .add("SELECT r.instance, e.account, e.seq, 0, CAST(? AS BIGINT)", now.toEpochMilli())
                    .add(handled(instance, account, filter))
                    .add("ON CONFLICT (instance, account, seq) DO UPDATE SET attempts = 0, due_at = excluded.due_at")
                    .execute(connection);
            new Sql("DELETE FROM dead_letter WHERE instance = ? AND account = ?", instance, account)
                    .add("AND EXISTS (SELECT 1 FROM replay r WHERE r.instance = dead_letter.instance")
                    .add("AND r.account = dead_letter.account AND r.seq = dead_letter.seq)")
                    .execute(connection);
            return added;
        });
    }

    public Left left(String instance, Collection<String> accounts) throws StoreException {
        return reader.read(connection -> new Sql(
                        "SELECT count(*), coalesce(sum(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) FROM replay"
                                + " WHERE instance = ? AND",
                        instance)
                .in("account", accounts)
                .rows(connection, Replays::left)
                .get(0));
    }

    /** What comes after SELECT: the events that an instance is done with. */
    private static Sql handled(String instance, String account, EventFilter filter) {
        return new Sql("FROM event e JOIN plugin_cursor r ON r.account = e.account AND r.seq >= e.seq")
                .add("WHERE r.instance = ? AND e.account = ?", instance, account)
                .add("AND NOT EXISTS (SELECT 1 FROM parked p WHERE p.instance = r.instance AND p.account = e.account")
                .add("AND p.chat = coalesce(e.chat, '') AND p.seq <= e.seq AND NOT EXISTS (SELECT 1 FROM delivery d")
                .add("WHERE d.account = e.account AND d.seq = e.seq AND d.instance = p.instance))")
                .add(filter.conditions());
    }

    private static Left left(ResultSet row) throws SQLException {
        return new Left(row.getInt(1), row.getInt(2));
    }
}
