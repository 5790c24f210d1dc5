package dev.vigia.agent.store;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Alias;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.event.Meta;
import dev.vigia.api.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The snapshots of all accounts, and the commits that change them. */
public final class Accounts {
    private final Reader reader;
    private final Writer writer;
    private final Wakeup wakeup;

    Accounts(Reader reader, Writer writer, Wakeup wakeup) {
        this.reader = reader;
        this.writer = writer;
        this.wakeup = wakeup;
    }

    /**
     * Has somebody told that the database may have been changed by another program, such as a command beside the agent: what was read before
     * may no longer be so. It is called on the committer's thread, so it must be quick.
     */
    public void onChangeFromOutside(Runnable listener) {
        writer.outsideChanges().add(listener);
    }

    /** The names of the accounts that the store knows, in alphabetical order. */
    public List<String> names() throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT account FROM account_state ORDER BY account");
                    ResultSet rows = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        });
    }

    /** What is known of an account; nothing, if it was never looked at. */
    public AccountState load(String account) throws StoreException {
        return reader.read(connection -> {
            // One state of the database answers both queries, for the first is still open while the second runs.
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT snapshot_rev, baselined_at, connected, failing_reason, failing_since FROM account_state"
                            + " WHERE account = ?")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? new AccountState(
                                    account,
                                    row.getLong("snapshot_rev"),
                                    ChatRow.millis(row, "baselined_at") != null,
                                    health(row),
                                    Snapshot.of(chats(connection, account), aliases(connection, account)))
                            : new AccountState(account, 0, false, Health.UNKNOWN, Snapshot.EMPTY);
                }
            }
        });
    }

    /** The revision that {@link #load} would return. */
    public long revision(String account) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT snapshot_rev FROM account_state WHERE account = ?")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /**
     * Stores what a look changed, and its events, and wakes those who deliver them.
     *
     * @param state what the look was compared with
     * @return what the state is now
     * @throws StoreException if it is not stored, or the state was not the latest; then {@link #load} it anew
     */
    public AccountState commit(AccountState state, LookCommit look) throws StoreException {
        writer.write(connection -> {
            long firstSequence = advance(connection, state, look);
            new JoinedChats(connection, state.account()).handOver(look.joined());
            removeChats(connection, state.account(), look.gone());
            storeChats(connection, state.account(), look.chats());
            storeAliases(connection, state.account(), look.named());
            storeEvents(connection, state.account(), firstSequence, look);
            return state;
        });
        if (!look.facts().isEmpty()) {
            wakeup.wake(state.account());
        }
        return look.applyTo(state);
    }

    /** Takes the account's next sequence numbers and its next revision, which nobody else can hold. */
    private static long advance(Connection connection, AccountState state, LookCommit look)
            throws SQLException, StoreException {
        if (state.revision() == 0) {
            EventRows.addAccount(connection, state.account());
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE account_state SET next_seq = next_seq + ?,"
                + " snapshot_rev = snapshot_rev + 1, baselined_at = coalesce(baselined_at, ?), connected = ?,"
                + " failing_reason = ?, failing_since = ? WHERE account = ? AND snapshot_rev = ? RETURNING next_seq")) {
            Health.Failing failing = look.health().failing();
            update.setInt(1, look.facts().size());
            update.setObject(2, look.baselined() ? look.at().toEpochMilli() : null, Types.BIGINT);
            update.setObject(3, ChatRow.number(look.health().connected()), Types.INTEGER);
            update.setString(4, failing == null ? null : failing.reason());
            update.setObject(5, failing == null ? null : failing.since().toEpochMilli(), Types.BIGINT);
            update.setString(6, state.account());
            update.setLong(7, state.revision());
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException("What is known of the account " + state.account()
                            + " was changed by somebody else; nothing was stored, and it is read anew");
                }
                return row.getLong(1) - look.facts().size();
            }
        }
    }

    private static void storeChats(Connection connection, String account, List<ChatState> chats) throws SQLException {
        if (chats.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(ChatRow.UPSERT)) {
            for (ChatState chat : chats) {
                ChatRow.bind(upsert, account, chat);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void removeChats(Connection connection, String account, List<String> gone) throws SQLException {
        for (String table : gone.isEmpty() ? List.<String>of() : List.of("chat WHERE id", "chat_alias WHERE chat")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " = ? AND account = ?")) {
                for (String id : gone) {
                    delete.setString(1, id);
                    delete.setString(2, account);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
    }

    private static void storeAliases(Connection connection, String account, List<Alias> aliases) throws SQLException {
        if (aliases.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chat_alias (account, name, chat, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (Alias alias : aliases) {
                insert.setString(1, account);
                insert.setString(2, alias.name());
                insert.setString(3, alias.chat());
                insert.setLong(4, alias.since());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void storeEvents(Connection connection, String account, long firstSequence, LookCommit look)
            throws SQLException {
        Causes causes = new Causes(connection, account, look.at());
        List<Event> events = new ArrayList<>();
        for (Fact fact : look.facts()) {
            Meta meta = new Meta(UUID.randomUUID().toString(), account, firstSequence + events.size(), look.at());
            Event event = fact.toEvent(meta);
            String cause = causes.take(event);
            events.add(cause == null ? event : fact.toEvent(meta.withCause(cause)));
        }
        EventRows.insert(connection, events);
    }

    private static List<ChatState> chats(Connection connection, String account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ChatRow.SELECT)) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                List<ChatState> chats = new ArrayList<>();
                while (rows.next()) {
                    chats.add(ChatRow.read(rows));
                }
                return chats;
            }
        }
    }

    private static List<Alias> aliases(Connection connection, String account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, chat, since FROM chat_alias WHERE account = ?")) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                List<Alias> aliases = new ArrayList<>();
                while (rows.next()) {
                    aliases.add(new Alias(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
                return aliases;
            }
        }
    }

    private static Health health(ResultSet row) throws SQLException {
        String reason = row.getString("failing_reason");
        Long since = ChatRow.millis(row, "failing_since");
        Health.@Nullable Failing failing =
                reason == null || since == null ? null : new Health.Failing(reason, Instant.ofEpochMilli(since));
        return new Health(ChatRow.flag(row, "connected"), failing);
    }
}
