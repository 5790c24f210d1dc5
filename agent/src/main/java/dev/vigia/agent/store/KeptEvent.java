package dev.vigia.agent.store;

import dev.vigia.agent.event.EventJson;
import dev.vigia.api.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store keeps it.
 *
 * @param chat the id of the chat it is of; null for one of an account as a whole
 * @param json the event as CloudEvents JSON, on one line; not to be trusted if the event is damaged
 * @param damage what shows that the row is not what was stored; null if nothing does
 */
public record KeptEvent(
        String account,
        long sequence,
        Instant at,
        @Nullable String chat,
        String json,
        @Nullable String damage) {
    static final String COLUMNS = "e.account, e.seq, e.at, e.chat, e.json, e.checksum";

    private static final String BEFORE_TYPE = "{\"specversion\":\"1.0\",\"type\":\"dev.vigia.";

    static KeptEvent of(Event event) {
        String chat = event.chatId().orElse("");
        return new KeptEvent(
                event.meta().account(),
                event.meta().sequence(),
                event.meta().time().truncatedTo(ChronoUnit.MILLIS),
                chat.isEmpty() ? null : chat,
                event.toJson(),
                null);
    }

    static KeptEvent read(ResultSet row) throws SQLException {
        KeptEvent event = new KeptEvent(
                row.getString("account"),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("chat"),
                Objects.requireNonNullElse(row.getString("json"), ""),
                null);
        long checksum = row.getLong("checksum");
        // Rows that an older version wrote have none.
        return row.wasNull() || checksum == event.checksum()
                ? event
                : event.damaged("its checksum does not match: the disk returns other bits than were stored");
    }

    /** An event of which no more than its place can be read. */
    static KeptEvent lost(String account, long sequence, String why) {
        return new KeptEvent(account, sequence, Instant.EPOCH, null, "", why);
    }

    private KeptEvent damaged(String why) {
        return new KeptEvent(account, sequence, at, chat, json, why);
    }

    long checksum() {
        return Checksum.of(account, sequence, at.toEpochMilli(), chat, json);
    }

    /** The name of its kind, {@code chat.new-unread} for instance. */
    public String type() {
        return damage == null ? type(json) : "unreadable";
    }

    /** The event itself; empty if it is {@link #unreadable}. */
    public Optional<Event> event() {
        try {
            return damage == null ? Optional.of(EventJson.read(json)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Why the event cannot be read: it is damaged, or this version of the agent does not understand it; empty if it can be read. */
    public Optional<String> unreadable() {
        if (damage != null) {
            return Optional.of(damage);
        }
        try {
            EventJson.read(json);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
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
