package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway answers when it has no better answer: {@code {"error": …, "message": …}}, under any status.
 *
 * @param error null if there is no such key, or if it says nothing
 */
record ErrorObject(@Nullable String error, @Nullable String message) {
    private static final JsonReader.Options KEYS = JsonReader.Options.of("error", "message");

    /** The error object that an answer is, if it is one. */
    static Optional<ErrorObject> in(Answer answer) {
        try (JsonValues json = answer.open()) {
            ErrorObject found = read(json);
            json.endDocument();
            return found.error == null ? Optional.empty() : Optional.of(found);
        } catch (IOException | JsonDataException notOne) {
            return Optional.empty();
        }
    }

    private static ErrorObject read(JsonValues json) throws IOException {
        String error = null;
        String message = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.key(KEYS)) {
                case 0 -> error = errorText(json);
                case 1 -> message = json.text();
                default -> json.skip();
            }
        }
        json.endObject();
        return new ErrorObject(error, message);
    }

    /** Reads the value of a key "error". What is no text is an error all the same, unless it says that there is none. */
    static @Nullable String errorText(JsonValues json) throws IOException {
        return switch (json.peek()) {
            case STRING, NUMBER -> {
                String text = json.text();
                yield text == null || text.isBlank() ? null : text;
            }
            case BOOLEAN -> Boolean.TRUE.equals(json.flag()) ? "true" : null;
            case BEGIN_OBJECT -> {
                ErrorObject inner = read(json);
                yield inner.message == null ? "an object" : inner.message;
            }
            default -> {
                boolean none = json.peek() == JsonReader.Token.NULL;
                json.skip();
                yield none ? null : "a list";
            }
        };
    }

    String text() {
        String first = error == null ? "" : error;
        return message == null || message.equals(error) ? first : first + ": " + message;
    }

    /** What the text means, as far as the gateway's texts are known. */
    Kind kind() {
        String text = text().toLowerCase(Locale.ROOT);
        if (text.contains("must subscribe")) {
            return Kind.SUBSCRIPTION;
        }
        boolean refused = text.contains("not allowed") && !text.contains("method");
        return refused || text.contains("client-token is not configured") ? Kind.UNAUTHORIZED : Kind.NOT_A_LIST;
    }

    /**
     * Whether it can be the word on the chat that was asked for: not, if it speaks of the call, the instance or the caller instead.
     */
    boolean isAboutTheChat() {
        String text = text().toLowerCase(Locale.ROOT);
        return kind() == Kind.NOT_A_LIST && !text.contains("target resource") && !text.contains("instance");
    }
}
