package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes all that is stored of a chat out of the database, and out of its file. */
public final class Erasure {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    /** What is kept by an event's number alone. */
    private static final List<String> BY_EVENT = List.of("delivery", "failed_attempt", "replay", "dead_letter");

    private static final List<String> BY_CHAT =
            List.of("parked", "postponed", "plugin_state", "once_slot", "chat_alias", "event");

    private final SqliteFile file;
    private final Reader reader;

    Erasure(SqliteFile file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * What was erased.
     *
     * @param rows how many rows of each table
     * @param overwritten whether nothing of it is left in the unused parts of the files either
     */
    public record Erased(Map<String, Integer> rows, boolean overwritten) {}

    /** How many rows of each table tell of some chats; tables without any are left out. */
    public Map<String, Integer> count(Collection<KnownChat> chats) throws StoreException {
        return reader.read(connection -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (KnownChat chat : chats) {
                for (Map.Entry<String, Sql> rows : rows(chat).entrySet()) {
                    long count =
                            new Sql("SELECT count(*) FROM").add(rows.getValue()).number(connection);
                    add(counts, rows.getKey(), (int) count);
                }
            }
            return counts;
        });
    }

    /** Erases some chats, all or none of them. */
    public Erased erase(Collection<KnownChat> chats) throws StoreException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("BEGIN IMMEDIATE");
            Map<String, Integer> erased = new LinkedHashMap<>();
            for (KnownChat chat : chats) {
                for (Map.Entry<String, Sql> rows : rows(chat).entrySet()) {
                    add(
                            erased,
                            rows.getKey(),
                            new Sql("DELETE FROM").add(rows.getValue()).execute(connection));
                }
            }
            for (String account : accounts(chats)) {
                // Whoever holds the account in memory must not store the chat again.
                new Sql("UPDATE account_state SET snapshot_rev = snapshot_rev + 1 WHERE account = ?", account)
                        .execute(connection);
            }
            statement.execute("COMMIT");
            return new Erased(erased, overwrite(statement));
        } catch (SQLException e) {
            throw Trouble.because(e, file.path(), "written");
        }
    }

    /** Overwrites what was erased earlier and is still in the files. Returns false if something is in the way. */
    public boolean overwrite() throws StoreException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            return overwrite(statement);
        } catch (SQLException e) {
            throw Trouble.because(e, file.path(), "written");
        }
    }

    /**
     * What was deleted or changed long ago may still stand in parts of the file that are not used, and all of it in the -wal. So the file is
     * written anew, and the -wal is emptied.
     */
    private boolean overwrite(Statement statement) {
        try {

            statement.execute("VACUUM");
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt("busy") == 0;
            }
        } catch (SQLException e) {
            log.debug("{} was not written anew: {}", file.path(), e.getMessage());
            return false;
        }
    }

    /** By table, what comes after SELECT count(*) FROM or DELETE FROM, in an order in which nothing is deleted that is still needed. */
    private static Map<String, Sql> rows(KnownChat chat) {
        Map<String, Sql> rows = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(chat.names());
        rows.put("action", actions(chat, names));
        for (String table : BY_EVENT) {
            rows.put(
                    table,
                    new Sql(table + " WHERE account = ? AND seq IN (SELECT seq FROM event", chat.account())
                            .add("WHERE account = ? AND", chat.account())
                            .in("chat", chat.ids())
                            .add(")"));
        }
        for (String table : BY_CHAT) {
            rows.put(table, new Sql(table + " WHERE account = ? AND", chat.account()).in("chat", chat.ids()));
        }
        rows.put("chat", new Sql("chat WHERE account = ? AND", chat.account()).in("id", chat.ids()));
        return rows;
    }

    /** Those for the chat, and those to its phone or lid, unless it is another's as well and they were meant for that one. */
    private static Sql actions(KnownChat chat, Set<String> names) {
        return new Sql("action WHERE account = ? AND (", chat.account())
                .in("chat", chat.ids())
                .add("OR (")
                .in("target", names)
                .add("AND NOT EXISTS (SELECT 1 FROM chat c WHERE c.account = action.account AND c.id = action.chat)))");
    }

    private static Set<String> accounts(Collection<KnownChat> chats) {
        Set<String> accounts = new LinkedHashSet<>();
        chats.forEach(chat -> accounts.add(chat.account()));
        return accounts;
    }

    private static void add(Map<String, Integer> counts, String table, int more) {
        if (more > 0) {
            counts.merge(table, more, Integer::sum);
        }
    }
}
