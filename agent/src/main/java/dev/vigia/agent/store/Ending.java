package dev.vigia.agent.store;

import dev.vigia.agent.event.ActionTold;
import dev.vigia.agent.event.Meta;
import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.ActionInDoubt;
import dev.vigia.api.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an action in the end, with the event that tells of it. */
record Ending(
        String account,
        String id,
        String state,
        @Nullable String zaapId,
        @Nullable String messageId,
        @Nullable String failure,
        Instant at) {

    /** Stores both, unless they are stored already; then it is false. */
    boolean store(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE action SET state = ?, zaap_id = ?, message_id = ?, failure = ?"
                        + " WHERE id = ? AND account = ? AND state IN ('ready', 'sending')"
                        + " RETURNING kind, instance, chat")) {
            update.setString(1, state);
            update.setString(2, zaapId);
            update.setString(3, messageId);
            update.setString(4, failure);
            update.setString(5, id);
            update.setString(6, account);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                ActionTold action = new ActionTold(
                        id,
                        row.getString("kind"),
                        row.getString("instance"),
                        row.getString("chat"),
                        messageId,
                        failure);
                EventRows.insert(connection, List.of(event(EventRows.newMeta(connection, account, at), action)));
                return true;
            }
        }
    }

    private Event event(Meta meta, ActionTold action) {
        return switch (state) {
            case "done" -> new ActionDone(meta, action);
            case "failed" -> new ActionFailed(meta, action);
            default -> new ActionInDoubt(meta, action);
        };
    }
}
