package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonWriter;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatedChat.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import okio.Buffer;

/** Writes chats as JSON in one wire style. */
final class ChatWriter {
    private static final String SEED_HOST = "https://pps.whatsapp.net";
    private static final String HOST = "https://media-gru1-1.cdn.whatsapp.net";

    private final WireStyle style;
    private final Buffer buffer = new Buffer();
    private final JsonWriter json = JsonWriter.of(buffer);

    private ChatWriter(WireStyle style) {
        this.style = style;
    }

    static byte[] list(List<SimulatedChat> chats, WireStyle style) {
        ChatWriter writer = new ChatWriter(style);
        try {
            writer.writeList(chats);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return writer.buffer.readByteArray();
    }

    static byte[] single(SimulatedChat chat, WireStyle style) {
        ChatWriter writer = new ChatWriter(style);
        try {
            writer.json.beginObject();
            writer.writeKeys(chat);
            writer.text("about", "");
            writer.json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return writer.buffer.readByteArray();
    }

    private void writeList(List<SimulatedChat> chats) throws IOException {
        if (style.wrapper() != null) {
            json.beginObject().name(style.wrapper());
        }
        json.beginArray();
        for (SimulatedChat chat : chats) {
            json.beginObject();
            writeKeys(chat);
            json.endObject();
        }
        json.endArray();
        if (style.wrapper() != null) {
            json.endObject();
        }
    }

    private void writeKeys(SimulatedChat chat) throws IOException {
        text("name", chat.name());
        text("phone", style.lidAsPhone() && chat.lid() != null ? chat.lid() : chat.phone());
        count("unread", chat.unread());
        count("lastMessageTime", style.seconds() ? chat.lastMessageTime() / 1000 : chat.lastMessageTime());
        muted(chat.is(Flag.MUTED));
        flag("isMarkedSpam", chat.is(Flag.SPAM));
        photo(chat);
        if (style.seedKeys()) {
            number("messagesUnread", 0);
            return;
        }
        count("messagesUnread", Math.max(0, chat.unread()));
        if (chat.lid() != null) {
            text("lid", chat.lid());
        }
        flag("pinned", chat.is(Flag.PINNED));
        flag("archived", chat.is(Flag.ARCHIVED));
        if (chat.muteEndTime() != 0) {
            number("muteEndTime", chat.muteEndTime());
        }
        bool("isGroup", chat.is(Flag.GROUP));
        bool("isGroupAnnouncement", chat.is(Flag.ANNOUNCEMENT));
        note(chat);
    }

    private void photo(SimulatedChat chat) throws IOException {
        if (style.omitted().contains("profileThumbnail")) {
            return;
        }
        if (chat.photo() != null) {
            String host = style.seedKeys() ? SEED_HOST : HOST;
            json.name("profileThumbnail").value(host + chat.photo() + "?ccb=11-4&" + Page.UNSIGNED);
        } else if (style.seedKeys()) {
            json.setSerializeNulls(true);
            json.name("profileThumbnail").nullValue();
        }
    }

    private void note(SimulatedChat chat) throws IOException {
        Note note = chat.note();
        if (note == null || style.omitted().contains("notes")) {
            return;
        }
        json.name("notes").beginObject();
        json.name("id").value(note.id());
        json.name("content").value(note.content());
        json.name("createdAt").value(note.createdAt());
        json.name("lastUpdateAt").value(note.lastUpdateAt());
        json.endObject();
    }

    private void text(String key, String value) throws IOException {
        if (!style.omitted().contains(key)) {
            json.name(key).value(value);
        }
    }

    private void number(String key, long value) throws IOException {
        if (!style.omitted().contains(key)) {
            json.name(key).value(value);
        }
    }

    private void bool(String key, boolean value) throws IOException {
        if (!style.omitted().contains(key)) {
            json.name(key).value(value);
        }
    }

    private void count(String key, long value) throws IOException {
        if (style.typed()) {
            number(key, value);
        } else {
            text(key, Long.toString(value));
        }
    }

    private void flag(String key, boolean value) throws IOException {
        if (style.typed()) {
            bool(key, value);
        } else {
            text(key, Boolean.toString(value));
        }
    }

    private void muted(boolean value) throws IOException {
        if (style.typed()) {
            bool("isMuted", value);
        } else {
            text("isMuted", value ? "1" : "0");
        }
    }
}
