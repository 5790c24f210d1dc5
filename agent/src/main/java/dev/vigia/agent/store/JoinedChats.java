package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Hands what plugins remember of a chat over to the chat that it turned out to be. Where they remember both, the older one's counts. */
final class JoinedChats {
    private final Connection connection;
    private final String account;

    JoinedChats(Connection connection, String account) {
        this.connection = connection;
        this.account = account;
    }

    /** @param joined the ids of chats that are no more, in the order in which they were joined, each with that of the older one */
    void handOver(Map<String, String> joined) throws SQLException {
        for (Map.Entry<String, String> chat : joined.entrySet()) {
            move("plugin_state", "chat", "o.name = plugin_state.name", chat.getKey(), chat.getValue());
            // What may happen once for a chat mostly bears the chat's id.
            move("once_slot", "name", "o.route = once_slot.route", chat.getKey(), chat.getValue());
            rename(chat.getKey(), chat.getValue());
        }
    }

    private void move(String table, String column, String sameOtherwise, String younger, String older)
            throws SQLException {
        String clash = "EXISTS (SELECT 1 FROM " + table + " o WHERE o.instance = " + table
                + ".instance AND o.account = " + table + ".account AND " + sameOtherwise + " AND o." + column + " = ?)";
        try (PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM " + table + " WHERE account = ? AND " + column + " = ? AND " + clash);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + table + " SET " + column + " = ? WHERE account = ? AND " + column + " = ?")) {
            delete.setString(1, account);
            delete.setString(2, younger);
            delete.setString(3, older);
            delete.executeUpdate();
            update.setString(1, older);
            update.setString(2, account);
            update.setString(3, younger);
            update.executeUpdate();
        }
    }

    /** The chat that a slot concerns, so that {@code forget} finds it. */
    private void rename(String younger, String older) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE once_slot SET chat = ? WHERE account = ? AND chat = ?")) {
            update.setString(1, older);
            update.setString(2, account);
            update.setString(3, younger);
            update.executeUpdate();
        }
    }
}
