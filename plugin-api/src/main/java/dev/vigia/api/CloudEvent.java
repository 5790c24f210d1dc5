package dev.vigia.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an event as CloudEvents 1.0 JSON. The keys and their order are a promise to whoever reads the journal. */
final class CloudEvent {
    /** The {@code $id} of the JSON Schema beside this class. */
    private static final String SCHEMA = "urn:vigia:event-data:1";

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
        event.chatId().ifPresent(chat -> json.put("subject", chat));
        json.put("id", meta.id())
                .put("time", meta.time().toString())
                .put("sequence", String.format(Locale.ROOT, "%019d", meta.sequence()))
                .put("datacontenttype", "application/json")
                .put("dataschema", SCHEMA)
                .key("data")
                .beginObject()
                .put("account", meta.account());
        meta.causedBy().ifPresent(instance -> json.put("causedBy", instance));
        writeData(event);
        return json.endObject().endObject().toString();
    }

    /** The source is an address by the CloudEvents specification, so an account's name may need quoting in it. */
    private static String quoted(String account) {
        return URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void writeData(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            writeChat("chat", chatEvent.chat());
            writeChat("before", chatEvent.before());
        } else if (event instanceof ActionEvent actionEvent) {
            writeAction(actionEvent.action());
        } else if (event instanceof PluginNotice told) {
            writeNotice(told.notice());
        } else if (event instanceof AccountBaselined baselined) {
            json.put("chats", baselined.chats());
        } else if (event instanceof AccountMassChange change) {
            json.put("what", change.what()).put("chats", change.chats());
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
        } else {
            ChatJson.write(chat, json);
        }
    }

    private void writeNotice(Notice notice) {
        json.key("notice")
                .beginObject()
                .put("instance", notice.instance())
                .put("kind", notice.kind())
                .put("text", notice.text())
                .endObject();
        writeChat("chat", notice.chat().orElse(null));
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
