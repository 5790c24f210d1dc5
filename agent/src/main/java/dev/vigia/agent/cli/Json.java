package dev.vigia.agent.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of JSON under construction. */
final class Json {
    private final StringBuilder text = new StringBuilder("{");

    Json put(String key, @Nullable String value) {
        return raw(key, value == null ? "null" : quoted(value));
    }

    Json put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    Json put(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    Json put(String key, @Nullable Instant value) {
        return put(key, value == null ? null : value.toString());
    }

    Json put(String key, Json object) {
        return raw(key, object.toString());
    }

    Json put(String key, List<Json> objects) {
        return raw(key, objects.toString());
    }

    /** @param json what is JSON already */
    Json raw(String key, String json) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(key)).append(':').append(json);
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    static String escaped(char c) {
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }

    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                quoted.append(escaped(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
