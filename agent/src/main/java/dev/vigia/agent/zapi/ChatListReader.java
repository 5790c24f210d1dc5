package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a page of the list of chats: a bare array, or one in a wrapper. Half a page, or a page with one bad entry, is no page. */
final class ChatListReader {
    private static final JsonReader.Options WRAPPER =
            JsonReader.Options.of("value", "chats", "data", "error", "message");
    private static final int ERROR = 3;
    private static final int MESSAGE = 4;

    private final JsonValues json;
    private final Question question;
    private final int status;

    ChatListReader(JsonValues json, Question question, int status) {
        this.json = json;
        this.question = question;
        this.status = status;
    }

    DecodedPage read() throws IOException {
        switch (json.peek()) {
            case BEGIN_ARRAY -> {
                DecodedPage page = rows();
                json.endDocument();
                return page;
            }
            case BEGIN_OBJECT -> {
                return wrapped();
            }
            default -> {
                json.skip();
                throw noList();
            }
        }
    }

    private DecodedPage wrapped() throws IOException {
        DecodedPage page = null;
        String error = null;
        String message = null;
        json.beginObject();
        while (json.hasNext()) {
            int key = json.key(WRAPPER);
            if (key == ERROR) {
                error = ErrorObject.errorText(json);
            } else if (key == MESSAGE) {
                message = json.text();
            } else if (key >= 0 && json.peek() == Token.BEGIN_ARRAY) {
                page = onlyOne(page, rows());
            } else {
                json.skip();
            }
        }
        json.endObject();
        json.endDocument();
        if (error != null) {
            throw question.refused(status, new ErrorObject(error, message));
        }
        if (page == null) {
            throw noList();
        }
        return page;
    }

    private static DecodedPage onlyOne(@Nullable DecodedPage before, DecodedPage now) throws UnreadableException {
        if (before != null) {
            throw new UnreadableException("two lists in one answer");
        }
        return now;
    }

    private DecodedPage rows() throws IOException {
        List<ChatSeen> chats = new ArrayList<>();
        int rows = 0;
        ChatRow row = new ChatRow();
        json.beginArray();
        while (json.hasNext()) {
            rows++;
            if (json.peek() != Token.BEGIN_OBJECT) {
                throw new UnreadableException("a list whose entry " + rows + " is no chat");
            }
            ChatSeen chat = row.read(json);
            if (chat != null) {
                chats.add(chat);
            }
        }
        json.endArray();
        return new DecodedPage(chats, rows - chats.size(), rows);
    }

    private ZApiException noList() throws IOException {
        json.endDocument();
        return question.failed(Kind.NOT_A_LIST, "HTTP " + status + " with JSON that is no list of chats");
    }
}
