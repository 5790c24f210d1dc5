package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader.Token;
import dev.vigia.agent.chat.ChatState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads points in time, which come as seconds or as milliseconds, as texts or as numbers. */
final class Timestamps {
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long END_OF_YEAR_9999 = 253_402_300_799_999L;

    private Timestamps() {}

    /** Epoch milliseconds of the last message, or {@link ChatState#NO_MESSAGE}. */
    static @Nullable Long lastMessage(JsonValues json) throws IOException {
        boolean string = json.peek() == Token.STRING;
        String text = json.text();
        if (text == null) {
            return null;
        }
        Long time = text.isEmpty() && string ? Long.valueOf(0) : JsonValues.whole(text);
        return time != null && time == 0 ? Long.valueOf(ChatState.NO_MESSAGE) : millis(time);
    }

    /** Epoch milliseconds of the end of a mute, or {@link ChatState#FOREVER}. */
    static @Nullable Long muteEnd(JsonValues json) throws IOException {
        Long time = time(json);
        return time != null && time == -1 ? Long.valueOf(ChatState.FOREVER) : millis(time);
    }

    /** Epoch milliseconds. */
    static @Nullable Long instant(JsonValues json) throws IOException {
        return millis(time(json));
    }

    private static @Nullable Long time(JsonValues json) throws IOException {
        String text = json.text();
        return text == null ? null : JsonValues.whole(text);
    }

    /** In milliseconds; null for what is no time, and for what no calendar shows. */
    private static @Nullable Long millis(@Nullable Long time) {
        if (time == null || time <= 0 || time > END_OF_YEAR_9999) {
            return null;
        }
        return time > FIRST_MILLIS ? time : Long.valueOf(time * 1000);
    }
}
