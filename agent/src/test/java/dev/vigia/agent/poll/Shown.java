package dev.vigia.agent.poll;

import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.api.Chat;
import dev.vigia.api.Note;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a chat by name, so that what a plugin is told can be held against what a simulated phone knows. */
final class Shown {
    private static final Set<String> SEED_FIELDS =
            Set.of("name", "unread", "markedUnread", "lastMessageAt", "muted", "spam", "photo");

    private Shown() {}

    static Map<String, @Nullable Object> of(Chat chat, WireStyle style) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", chat.name());
        fields.put("unread", chat.unread());
        fields.put("markedUnread", chat.markedUnread());
        fields.put("lastMessageAt", chat.lastMessageAt().orElse(null));
        fields.put("muted", chat.muted());
        fields.put("mutedUntil", chat.mutedUntil().orElse(null));
        fields.put("spam", chat.spam());
        fields.put("archived", chat.archived());
        fields.put("pinned", chat.pinned());
        fields.put("announcement", chat.announcement());
        fields.put("photo", chat.photo().orElse(null));
        fields.put("note", chat.note().map(Note::content).orElse(null));
        return expressible(fields, style);
    }

    /** What a plugin must be told of a chat that is like this now. */
    static Map<String, @Nullable Object> of(SimulatedChat chat, WireStyle style, Instant now) {
        boolean ends = !style.seedKeys() && chat.muteEndTime() > 0;
        boolean muted = chat.is(Flag.MUTED) && !(ends && chat.muteEndTime() <= now.toEpochMilli());
        long at = style.seconds() ? chat.lastMessageTime() / 1000 * 1000 : chat.lastMessageTime();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", chat.name());
        fields.put("unread", Math.max(0, chat.unread()));
        fields.put("markedUnread", chat.unread() == SimulatedChat.MARKED_UNREAD);
        fields.put("lastMessageAt", at == 0 ? null : Instant.ofEpochMilli(at));
        fields.put("muted", muted);
        fields.put("mutedUntil", muted ? muteEnd(chat) : null);
        fields.put("spam", chat.is(Flag.SPAM));
        fields.put("archived", chat.is(Flag.ARCHIVED));
        fields.put("pinned", chat.is(Flag.PINNED));
        fields.put("announcement", chat.is(Flag.ANNOUNCEMENT));
        fields.put("photo", chat.photo());
        fields.put("note", chat.note() == null ? null : chat.note().content());
        return expressible(fields, style);
    }

    private static @Nullable Instant muteEnd(SimulatedChat chat) {
        if (chat.muteEndTime() == SimulatedChat.FOREVER) {
            return Chat.FOREVER;
        }
        return chat.muteEndTime() == 0 ? null : Instant.ofEpochMilli(chat.muteEndTime());
    }

    private static Map<String, @Nullable Object> expressible(Map<String, @Nullable Object> fields, WireStyle style) {
        if (style.seedKeys()) {
            fields.keySet().retainAll(SEED_FIELDS);
        }
        return fields;
    }
}
