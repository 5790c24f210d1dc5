package dev.vigia.agent.built;

import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatedChat.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be told, by the design's own words: of a simulated chat as it is, and of a change from one state to another. */
final class Truth {
    private Truth() {}

    /** The id of a chat that was first seen as it is now. */
    static String id(SimulatedChat chat) {
        return chat.lid() != null ? chat.lid() : chat.phone();
    }

    /** A chat's JSON, if all of the chat was seen at some time. */
    static Map<String, @Nullable Object> json(String id, SimulatedChat chat, Instant at) {
        boolean forever = chat.muteEndTime() == SimulatedChat.FOREVER;
        boolean muted = chat.is(Flag.MUTED) && (forever || chat.muteEndTime() > at.toEpochMilli());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("phone", chat.phone().endsWith("@lid") ? null : chat.phone());
        json.put("lid", chat.lid());
        json.put("kind", chat.is(Flag.GROUP) ? "group" : "person");
        json.put("name", chat.name());
        json.put("unread", (double) Math.max(0, chat.unread()));
        json.put("markedUnread", chat.unread() == SimulatedChat.MARKED_UNREAD);
        json.put("lastMessageAt", time(chat.lastMessageTime()));
        json.put("muted", muted);
        json.put("mutedUntil", !muted ? null : forever ? "forever" : time(chat.muteEndTime()));
        json.put("spam", chat.is(Flag.SPAM));
        json.put("archived", chat.is(Flag.ARCHIVED));
        json.put("pinned", chat.is(Flag.PINNED));
        json.put("announcement", chat.is(Flag.ANNOUNCEMENT));
        json.put("photo", chat.photo());
        json.put("note", json(chat.note()));
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> json(@Nullable Note note) {
        if (note == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", note.id());
        json.put("content", note.content());
        json.put("createdAt", time(note.createdAt()));
        json.put("updatedAt", time(note.lastUpdateAt()));
        return json;
    }

    private static @Nullable String time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** The types of the events that tell of a change, in the order of the design's table. */
    static List<String> types(Map<String, ?> before, Map<String, ?> after) {
        List<String> types = new ArrayList<>();
        if (differs("phone", before, after) || differs("lid", before, after)) {
            types.add("chat.identified");
        }
        boolean rose = number(after) > number(before);
        boolean markCleared = is("markedUnread", before) && !is("markedUnread", after);
        if (rose) {
            types.add("chat.new-unread");
        } else if (number(after) < number(before) || markCleared) {
            types.add("chat.read");
        }
        if (is("markedUnread", after) && !is("markedUnread", before)) {
            types.add("chat.marked-unread");
        }
        addIf(!rose && differs("lastMessageAt", before, after), "chat.activity", types);
        addIf(differs("name", before, after), "chat.renamed", types);
        boolean endMoved = is("muted", after) && differs("mutedUntil", before, after);
        addIf(endMoved, "chat.muted", types);
        addIf(is("muted", before) && !is("muted", after), "chat.unmuted", types);
        flag("spam", "chat.marked-spam", "chat.unmarked-spam", before, after, types);
        flag("archived", "chat.archived", "chat.unarchived", before, after, types);
        flag("pinned", "chat.pinned", "chat.unpinned", before, after, types);
        addIf(differs("photo", before, after), "chat.photo-changed", types);
        addIf(differs("note", before, after), "chat.note-changed", types);
        addIf(differs("announcement", before, after), "chat.announcement-changed", types);
        return types;
    }

    private static void flag(
            String key, String set, String cleared, Map<String, ?> before, Map<String, ?> after, List<String> types) {
        addIf(differs(key, before, after), is(key, after) ? set : cleared, types);
    }

    private static void addIf(boolean condition, String type, List<String> types) {
        if (condition) {
            types.add(type);
        }
    }

    private static boolean differs(String key, Map<String, ?> before, Map<String, ?> after) {
        return !Objects.equals(before.get(key), after.get(key));
    }

    private static boolean is(String key, Map<String, ?> chat) {
        return Boolean.TRUE.equals(chat.get(key));
    }

    private static double number(Map<String, ?> chat) {
        return (Double) Objects.requireNonNull(chat.get("unread"));
    }
}
