package dev.vigia.agent.event;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.api.Action;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.Notice;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of an event. Each method demands what the writer always writes. */
record Fields(Map<?, ?> values) {
    static Fields of(@Nullable Object json) {
        if (json instanceof Map<?, ?> values) {
            return new Fields(values);
        }
        throw new IllegalArgumentException("an object was expected, not " + json);
    }

    Fields object(String key) {
        return of(values.get(key));
    }

    String text(String key) {
        String text = textOrNull(key);
        if (text == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return text;
    }

    int number(String key) {
        if (values.get(key) instanceof Double number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("'" + key + "' is no number");
    }

    Chat chat(String key) {
        Fields chat = object(key);
        return new ChatState(
                        chat.text("id"),
                        chat.textOrNull("phone"),
                        chat.textOrNull("lid"),
                        ChatKind.valueOf(chat.text("kind").toUpperCase(Locale.ROOT)),
                        chat.text("name"),
                        chat.flag("markedUnread") ? ChatState.MARKED_UNREAD : chat.number("unread"),
                        chat.millisOrNull("lastMessageAt"),
                        chat.flag("muted"),
                        chat.muteEnd(),
                        chat.flag("spam"),
                        chat.flag("archived"),
                        chat.flag("pinned"),
                        chat.flag("announcement"),
                        chat.textOrNull("photo"),
                        chat.note())
                .asChat();
    }

    Action action() {
        Fields action = object("action");
        return new ActionTold(
                action.text("id"),
                action.text("kind"),
                action.text("instance"),
                action.text("chat"),
                action.textOrNull("messageId"),
                action.textOrNull("failure"));
    }

    Notice notice() {
        Fields notice = object("notice");
        Chat about = values.get("chat") == null ? null : chat("chat");
        return new NoticeTold(notice.text("instance"), notice.text("kind"), notice.text("text"), about);
    }

    private @Nullable NoteState note() {
        if (values.get("note") == null) {
            return null;
        }
        Fields note = object("note");
        return new NoteState(
                note.text("id"), note.text("content"), note.millisOrNull("createdAt"), note.millisOrNull("updatedAt"));
    }

    private @Nullable Long muteEnd() {
        return "forever".equals(textOrNull("mutedUntil")) ? (Long) ChatState.FOREVER : millisOrNull("mutedUntil");
    }

    private boolean flag(String key) {
        if (values.get(key) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("'" + key + "' is no flag");
    }

    private @Nullable Long millisOrNull(String key) {
        String text = textOrNull(key);
        return text == null ? null : (Long) Instant.parse(text).toEpochMilli();
    }

    @Nullable
    String textOrNull(String key) {
        return values.get(key) instanceof String text ? text : null;
    }
}
