package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway says of a call that changes something: numbers of a message, {@code {"value": …}}, {@code {"success": …}}, or an error
 * object.
 */
record Confirmation(
        @Nullable String zaapId,
        @Nullable String messageId,
        @Nullable Boolean done,
        ErrorObject error) {
    private static final JsonReader.Options KEYS =
            JsonReader.Options.of("zaapId", "messageId", "id", "value", "success", "error", "message");

    /** What an answer means for the call. */
    static Fate fate(Question question, Answer answer) {
        int status = answer.status();
        if (status == 200) {
            try {
                return answer.read(question, Confirmation::read).fate(question);
            } catch (ZApiException unreadable) {
                return new Fate.InDoubt(String.valueOf(unreadable.getMessage()));
            }
        }
        ZApiException refusal = Refusal.of(question, answer);
        if (refusal.kind() == ZApiException.Kind.THROTTLED) {
            return Fate.NotYet.because(refusal);
        }
        String reason = String.valueOf(refusal.getMessage());
        boolean mayBeDone = status < 300 || status >= 500 || status == 408;
        return mayBeDone ? new Fate.InDoubt(reason) : new Fate.Refused(reason);
    }

    private static Confirmation read(JsonValues json) throws IOException {
        if (json.peek() != Token.BEGIN_OBJECT) {
            json.skip();
            return new Confirmation(null, null, null, new ErrorObject(null, null));
        }
        String zaapId = null;
        String messageId = null;
        String id = null;
        Boolean done = null;
        String error = null;
        String message = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.key(KEYS)) {
                case 0 -> zaapId = json.text();
                case 1 -> messageId = json.text();
                case 2 -> id = json.text();
                case 3, 4 -> done = and(done, json.flag());
                case 5 -> error = ErrorObject.errorText(json);
                case 6 -> message = json.text();
                default -> json.skip();
            }
        }
        json.endObject();
        return new Confirmation(zaapId, messageId == null ? id : messageId, done, new ErrorObject(error, message));
    }

    private static @Nullable Boolean and(@Nullable Boolean one, @Nullable Boolean other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one && other;
    }

    private Fate fate(Question question) {
        boolean yes = zaapId != null || messageId != null || Boolean.TRUE.equals(done);
        boolean no = error.error() != null || Boolean.FALSE.equals(done);
        if (yes && !no) {
            return new Fate.Accepted(zaapId, messageId);
        }
        if (yes || !no) {
            return new Fate.InDoubt(question.told("HTTP 200 with JSON that does not say whether it was done"));
        }
        return new Fate.Refused(
                error.error() != null
                        ? String.valueOf(question.refused(200, error).getMessage())
                        : question.told("the gateway answered that it was not done"));
    }
}
