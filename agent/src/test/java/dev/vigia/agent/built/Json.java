package dev.vigia.agent.built;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads JSON as a stranger's program would, and forgives nothing. */
final class Json {
    private Json() {}

    static Map<String, Object> object(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            Object value = reader.readJsonValue();
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("more than one JSON document: " + text);
            }
            return Objects.requireNonNull(asObject(value), text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @SuppressWarnings("unchecked") // The keys of JSON objects are strings.
    static @Nullable Map<String, Object> asObject(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
