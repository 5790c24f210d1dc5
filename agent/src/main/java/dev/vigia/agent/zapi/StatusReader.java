package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads whether the phone is connected. A healthy instance carries an error text too: "You are already connected.". A status that says one
 * thing twice is none, since nobody can tell which is meant.
 */
final class StatusReader {
    private static final JsonReader.Options KEYS =
            JsonReader.Options.of("connected", "smartphoneConnected", "error", "message");

    private StatusReader() {}

    static PhoneStatus read(JsonValues json, Question question) throws IOException {
        if (json.peek() != Token.BEGIN_OBJECT) {
            json.skip();
            json.endDocument();
            throw question.failed(Kind.INVALID_ANSWER, "HTTP 200 with JSON that is no status");
        }
        Boolean connected = null;
        Boolean smartphone = null;
        String error = null;
        String message = null;
        int seen = 0;
        json.beginObject();
        while (json.hasNext()) {
            int key = json.key(KEYS);
            if (key >= 0 && (seen & (1 << key)) != 0) {
                throw new UnreadableException("a status that says one thing twice");
            }
            seen |= key < 0 ? 0 : 1 << key;
            switch (key) {
                case 0 -> connected = json.flag();
                case 1 -> smartphone = json.flag();
                case 2 -> error = ErrorObject.errorText(json);
                case 3 -> message = json.text();
                default -> json.skip();
            }
        }
        json.endObject();
        json.endDocument();
        return status(question, connected, smartphone, new ErrorObject(error, message));
    }

    private static PhoneStatus status(
            Question question, @Nullable Boolean connected, @Nullable Boolean smartphone, ErrorObject error)
            throws ZApiException {
        boolean refused = error.error() != null && (connected == null || error.kind() != Kind.NOT_A_LIST);
        if (refused && !Boolean.TRUE.equals(connected)) {
            throw question.refused(200, error);
        }
        if (connected == null) {
            throw question.failed(
                    Kind.INVALID_ANSWER, "HTTP 200 with a status that does not say whether it is connected");
        }
        String detail = question.redactor().safe(error.text());
        if (connected && Boolean.FALSE.equals(smartphone)) {
            return new PhoneStatus(false, "the phone itself is not connected");
        }
        return new PhoneStatus(connected, detail);
    }
}
