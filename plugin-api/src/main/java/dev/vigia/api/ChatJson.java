package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/** Writes a chat as JSON. All keys are always present, and their names are a promise to whoever reads them. */
final class ChatJson {
    private ChatJson() {}

    static String of(Chat chat) {
        JsonText json = new JsonText();
        write(chat, json);
        return json.toString();
    }

    static void write(Chat chat, JsonText json) {
        json.beginObject()
                .put("id", chat.id())
                .put("phone", chat.phone())
                .put("lid", chat.lid())
                .put("kind", chat.kind().label())
                .put("name", chat.name())
                .put("unread", chat.unread())
                .put("markedUnread", chat.markedUnread())
                .put("lastMessageAt", chat.lastMessageAt().map(Instant::toString))
                .put("muted", chat.muted())
                .put("mutedUntil", chat.mutedUntil().map(ChatJson::muteEnd))
                .put("spam", chat.spam())
                .put("archived", chat.archived())
                .put("pinned", chat.pinned())
                .put("announcement", chat.announcement())
                .put("photo", chat.photo());
        writeNote(chat.note(), json);
        json.endObject();
    }

    private static String muteEnd(Instant until) {
        return until.equals(Chat.FOREVER) ? "forever" : until.toString();
    }

    private static void writeNote(Optional<Note> note, JsonText json) {
        json.key("note");
        if (note.isEmpty()) {
            json.nothing();
            return;
        }
        json.beginObject()
                .put("id", note.get().id())
                .put("content", note.get().content())
                .put("createdAt", note.get().createdAt().map(Instant::toString))
                .put("updatedAt", note.get().updatedAt().map(Instant::toString))
                .endObject();
    }
}
