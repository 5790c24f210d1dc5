package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.api.Chat;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What plugin instances remember, read. It is changed by {@link dev.vigia.calls.Effects}. */
public final class PluginMemory {
    private final Reader reader;
    private final Accounts accounts;

    PluginMemory(Reader reader, Accounts accounts) {
        this.reader = reader;
        this.accounts = accounts;
    }

    /**
     * What is remembered under a name; empty if nothing is.
     *
     * @param chat the id of the chat that the value concerns, or {@code ""}
     */
    public Optional<String> value(String instance, String account, String chat, String name, Instant now)
            throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM plugin_state WHERE instance = ? AND account = ?"
                            + " AND chat = ? AND name = ? AND coalesce(expires_at, ?) >= ?")) {
                select.setString(1, instance);
                select.setString(2, account);
                select.setString(3, chat);
                select.setString(4, name);
                select.setLong(5, Long.MAX_VALUE);
                select.setLong(6, now.toEpochMilli() + 1);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** The names of the values that concern a chat, or none where it is {@code ""}. */
    public Set<String> names(String instance, String account, String chat, Instant now) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT name FROM plugin_state WHERE instance = ? AND account = ?"
                            + " AND chat = ? AND coalesce(expires_at, ?) >= ?")) {
                select.setString(1, instance);
                select.setString(2, account);
                select.setString(3, chat);
                select.setLong(4, Long.MAX_VALUE);
                select.setLong(5, now.toEpochMilli() + 1);
                try (ResultSet rows = select.executeQuery()) {
                    Set<String> names = new TreeSet<>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    return names;
                }
            }
        });
    }

    /** Since when a slot is taken; empty if it is free. */
    public Optional<Instant> slotTaken(String instance, String account, String route, String name, Instant now)
            throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT taken_at FROM once_slot WHERE instance = ? AND account = ?"
                            + " AND route = ? AND name = ? AND ends_at > ?")) {
                select.setString(1, instance);
                select.setString(2, account);
                select.setString(3, route);
                select.setString(4, name);
                select.setLong(5, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    /** Whether an account's first look is complete, so that its chats are known. */
    public boolean isBaselined(String account) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT 1 FROM account_state WHERE account = ? AND baselined_at IS NOT NULL")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** The chats of an account as they are known now; none before its first look is complete. */
    public List<Chat> chats(String account) throws StoreException {
        AccountState state = accounts.load(account);
        return state.baselined()
                ? state.snapshot().chats().stream().map(ChatState::asChat).toList()
                : List.of();
    }
}
