package dev.vigia.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an event as CloudEvents 1.0 JSON. The keys and their order are a promise to whoever reads the journal. */
final class CloudEvent {
    private final JsonText json = new JsonText();

    private CloudEvent() {}

    static String of(Event event) {
        return new CloudEvent().write(event);
    }

    private String write(Event event) {
        EventMeta meta = event.meta();
        json.beginObject()
                .put("specversion", "1.0")
                .put("type", "dev.vigia." + event.type())
                .put("source", "/vigia/accounts/" + quoted(meta.account()));
        String subject = subject(event);
        if (subject != null) {
            json.put("subject", subject);
        }
        json.put("id", meta.id())
                .put("time", meta.time().toString())
                .put("sequence", String.format(Locale.ROOT, "%019d", meta.sequence()))
                .put("datacontenttype", "application/json")
                .key("data")
                .beginObject()
                .put("account", meta.account());
        writeData(event);
        return json.endObject().endObject().toString();
    }

    /** The source is an address by the CloudEvents specification, so an account's name may need quoting in it. */
    private static String quoted(String account) {
        return URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String subject(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            return chatEvent.latest().id();
        }
        return event instanceof ActionEvent actionEvent ? actionEvent.action().chatId() : null;
    }

    private void writeData(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            writeChat("chat", chatEvent.chat());
            writeChat("before", chatEvent.before());
        } else if (event instanceof ActionEvent actionEvent) {
            writeAction(actionEvent.action());
        } else if (event instanceof AccountBaselined baselined) {
            json.put("chats", baselined.chats());
        } else if (event instanceof AccountFailing failing) {
            json.put("reason", failing.reason()).put("detail", failing.detail());
        } else if (event instanceof AccountRecovered recovered) {
            json.put("reason", recovered.reason())
                    .put("failingSince", recovered.failingSince().toString());
        }
    }

    private void writeChat(String key, @Nullable Chat chat) {
        json.key(key);
        if (chat == null) {
            json.nothing();
            return;
        }
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
                .put("mutedUntil", chat.mutedUntil().map(CloudEvent::muteEnd))
                .put("spam", chat.spam())
                .put("archived", chat.archived())
                .put("pinned", chat.pinned())
                .put("announcement", chat.announcement())
                .put("photo", chat.photo());
        writeNote(chat.note());
        json.endObject();
    }

    private static String muteEnd(Instant until) {
        return until.equals(Chat.FOREVER) ? "forever" : until.toString();
    }

    private void writeNote(Optional<Note> note) {
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

    private void writeAction(Action action) {
        json.key("action")
                .beginObject()
                .put("id", action.id())
                .put("kind", action.kind())
                .put("instance", action.instance())
                .put("chat", action.chatId())
                .put("messageId", action.messageId())
                .put("failure", action.failure())
                .endObject();
    }
}
