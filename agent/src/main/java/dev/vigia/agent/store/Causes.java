package dev.vigia.agent.store;

import dev.vigia.api.Archived;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Event;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.Unarchived;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the action of ours that an event shows the effect of, if there is one: for the same chat, of the kind that makes such an event,
 * and sent lately. Each action is the cause of one event at most.
 */
final class Causes {
    private static final Duration LATELY = Duration.ofMinutes(15);

    /** What kind of action makes an event of a type. */
    private static final Map<String, String> KINDS = Map.of(
            ChatActivity.TYPE, "send-text",
            ChatRead.TYPE, "mark-read",
            MarkedUnread.TYPE, "mark-unread",
            Muted.TYPE, "mute",
            Unmuted.TYPE, "unmute",
            Archived.TYPE, "archive",
            Unarchived.TYPE, "unarchive",
            Pinned.TYPE, "pin",
            Unpinned.TYPE, "unpin",
            NoteChanged.TYPE, "add-note");

    private record Change(String chat, String kind) {}

    private record Sent(String id, String instance) {}

    private final Connection connection;
    private final String account;
    private final Instant at;
    private @Nullable Map<Change, Queue<Sent>> lately;

    /** @param at when the events were seen */
    Causes(Connection connection, String account, Instant at) {
        this.connection = connection;
        this.account = account;
        this.at = at;
    }

    /** The plugin instance whose action made an event happen, which is noted at the action; null if none did. */
    @Nullable
    String take(Event event) throws SQLException {
        String kind = KINDS.get(event.type());
        if (kind == null) {
            return null;
        }
        Queue<Sent> sent = lately().get(new Change(event.chatId().orElse(""), kind));
        Sent oldest = sent == null ? null : sent.poll();
        if (oldest == null) {
            return null;
        }
        note(oldest, event.meta().sequence());
        return oldest.instance();
    }

    private Map<Change, Queue<Sent>> lately() throws SQLException {
        if (lately == null) {
            lately = load();
        }
        return lately;
    }

    private Map<Change, Queue<Sent>> load() throws SQLException {
        // What is sent while the chats are read is seen by that look too, so there is no latest time.
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, instance, chat, kind FROM action WHERE account = ? AND sent_at >= ?"
                        + " AND effect_seq IS NULL AND state IN ('done', 'in-doubt', 'sending') ORDER BY sent_at, place")) {
            select.setString(1, account);
            select.setLong(2, Millis.of(at.minus(LATELY)));
            try (ResultSet rows = select.executeQuery()) {
                Map<Change, Queue<Sent>> found = new HashMap<>();
                while (rows.next()) {
                    found.computeIfAbsent(
                                    new Change(rows.getString("chat"), rows.getString("kind")),
                                    change -> new ArrayDeque<>())
                            .add(new Sent(rows.getString("id"), rows.getString("instance")));
                }
                return found;
            }
        }
    }

    private void note(Sent sent, long sequence) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE action SET effect_seq = ? WHERE id = ?")) {
            update.setLong(1, sequence);
            update.setString(2, sent.id());
            update.executeUpdate();
        }
    }
}
