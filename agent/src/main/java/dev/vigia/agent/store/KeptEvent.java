package dev.vigia.agent.store;

import dev.vigia.agent.event.EventJson;
import dev.vigia.api.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store keeps it.
 *
 * @param chat the id of the chat it is of; null for one of an account as a whole
 * @param json the event as CloudEvents JSON, on one line
 */
public record KeptEvent(
        String account, long sequence, Instant at, @Nullable String chat, String json) {
    static final String COLUMNS = "e.account, e.seq, e.at, e.chat, e.json";

    private static final String BEFORE_TYPE = "{\"specversion\":\"1.0\",\"type\":\"dev.vigia.";

    static KeptEvent read(ResultSet row) throws SQLException {
        return new KeptEvent(
                row.getString("account"),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("chat"),
                row.getString("json"));
    }

    /** The name of its kind, {@code chat.new-unread} for instance. */
    public String type() {
        return type(json);
    }

    /** The event itself; empty if this version of the agent does not understand it. */
    public Optional<Event> event() {
        try {
            return Optional.of(EventJson.read(json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The kind of an event of which at least the beginning is given. */
    static String type(String json) {
        int end = json.indexOf('"', BEFORE_TYPE.length());
        return json.startsWith(BEFORE_TYPE) && end > 0 ? json.substring(BEFORE_TYPE.length(), end) : "unknown";
    }

    /** A pattern for LIKE that finds the events of a kind. */
    static String ofType(String type) {
        return BEFORE_TYPE + type + "\",%";
    }
}
