package dev.vigia.agent.store;

import dev.vigia.api.ChatEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the chat that an operator means, also one that is gone and of which only events are left. */
public final class ChatSearch {
    private static final List<String> TABLES_BESIDE_EVENTS =
            List.of("parked", "postponed", "plugin_state", "once_slot", "action");

    private final Reader reader;

    ChatSearch(Reader reader) {
        this.reader = reader;
    }

    private record Row(
            String id,
            @Nullable String phone,
            @Nullable String lid,
            @Nullable String name) {
        boolean isKnownBy(String exactly) {
            return exactly.equals(id) || exactly.equals(phone) || exactly.equals(lid);
        }
    }

    /** The chats of an account whose id, phone or lid a text is; if there are none, those whose it once was. */
    public List<KnownChat> exactly(String account, String text) throws StoreException {
        return reader.read(connection -> {
            List<Row> chats = chats(connection, account);
            List<Row> found =
                    chats.stream().filter(chat -> chat.isKnownBy(text)).toList();
            if (found.isEmpty()) {
                Set<String> former = Set.copyOf(aliases(connection, account, "name", text, "chat"));
                found = chats.stream()
                        .filter(chat -> former.contains(chat.id()))
                        .toList();
            }
            if (found.isEmpty()) {
                found = gone(connection, account, text, chats);
            }
            return known(connection, account, found, chats);
        });
    }

    /** The chats of an account with a name; if there are none, those whose name holds it. */
    public List<KnownChat> named(String account, String name) throws StoreException {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return reader.read(connection -> {
            List<Row> chats = chats(connection, account);
            List<Row> found = named(chats, wanted::equals);
            return known(
                    connection,
                    account,
                    found.isEmpty() ? named(chats, whole -> whole.contains(wanted)) : found,
                    chats);
        });
    }

    private static List<Row> named(List<Row> chats, Predicate<String> condition) {
        return chats.stream()
                .filter(chat ->
                        chat.name() != null && condition.test(chat.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<Row> chats(Connection connection, String account) throws SQLException {
        return new Sql("SELECT id, phone, lid, name FROM chat WHERE account = ? ORDER BY id", account)
                .rows(
                        connection,
                        row -> new Row(
                                row.getString("id"),
                                row.getString("phone"),
                                row.getString("lid"),
                                row.getString("name")));
    }

    private static List<String> aliases(
            Connection connection, String account, String known, String value, String wanted) throws SQLException {
        return new Sql(
                        "SELECT DISTINCT " + wanted + " FROM chat_alias WHERE account = ? AND " + known + " = ?",
                        account,
                        value)
                .rows(connection, row -> row.getString(1));
    }

    /** Chats that are no more, by what is left of them: the newest event of each tells what it was. */
    private static List<Row> gone(Connection connection, String account, String text, List<Row> chats)
            throws SQLException {
        Set<String> ids = new TreeSet<>(
                new Sql("SELECT DISTINCT e.chat FROM event e WHERE e.account = ? AND e.chat IS NOT NULL", account)
                        .add("AND (e.json LIKE ? ESCAPE '!'", Sql.anywhere("\"phone\":\"" + text + "\""))
                        .add("OR e.json LIKE ? ESCAPE '!')", Sql.anywhere("\"lid\":\"" + text + "\""))
                        .rows(connection, row -> row.getString(1)));
        if (stored(connection, account).contains(text)) {
            ids.add(text);
        }
        chats.forEach(chat -> ids.remove(chat.id()));
        List<Row> gone = new ArrayList<>();
        for (String id : ids) {
            gone.add(lastSeen(connection, account, id));
        }
        return gone;
    }

    private static Row lastSeen(Connection connection, String account, String id) throws SQLException {
        return new Sql("SELECT " + KeptEvent.COLUMNS + " FROM event e WHERE e.account = ? AND e.chat = ?", account, id)
                .add("ORDER BY e.seq DESC").rows(connection, KeptEvent::read).stream()
                        .flatMap(event -> event.event().stream())
                        .filter(ChatEvent.class::isInstance)
                        .map(event -> ((ChatEvent) event).latest())
                        .map(chat -> new Row(
                                id, chat.phone().orElse(null), chat.lid().orElse(null), chat.name()))
                        .findFirst()
                        .orElseGet(() -> new Row(id, null, null, null));
    }

    /** Every id under which something of a chat is kept. */
    private static Set<String> stored(Connection connection, String account) throws SQLException {
        Sql all = new Sql("SELECT chat FROM event WHERE account = ? AND chat IS NOT NULL", account);
        for (String table : TABLES_BESIDE_EVENTS) {
            all.add("UNION SELECT chat FROM " + table + " WHERE account = ?", account);
        }
        return new TreeSet<>(all.rows(connection, row -> row.getString(1)));
    }

    private static List<KnownChat> known(Connection connection, String account, List<Row> found, List<Row> chats)
            throws SQLException {
        if (found.isEmpty()) {
            return List.of();
        }
        Set<String> stored = stored(connection, account);
        chats.forEach(chat -> stored.remove(chat.id()));
        List<KnownChat> known = new ArrayList<>();
        for (Row row : found) {
            Set<String> names = new TreeSet<>(aliases(connection, account, "chat", row.id(), "name"));
            Stream.of(row.phone(), row.lid()).filter(Objects::nonNull).forEach(names::add);
            Set<String> ids = new TreeSet<>(Set.of(row.id()));
            stored.stream().filter(id -> isFormer(id, row.id(), names)).forEach(ids::add);
            known.add(new KnownChat(account, row.id(), row.name(), names, ids));
        }
        return known;
    }

    /** A chat's first id is its phone or lid, with a number behind it if that was taken. */
    private static boolean isFormer(String id, String now, Set<String> names) {
        String plain = id.replaceFirst("~\\d+$", "");
        return !id.equals(now) && names.contains(plain);
    }
}
