package dev.vigia.api;

import java.util.Optional;

/** JSON under construction. Escapes what JSON demands, and line separators too, so that a text stays one line everywhere. */
final class JsonText {
    private static final char REPLACEMENT = '\ufffd';

    private final StringBuilder text = new StringBuilder(1024);

    JsonText beginObject() {
        text.append('{');
        return this;
    }

    JsonText endObject() {
        text.append('}');
        return this;
    }

    JsonText key(String key) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        return string(key).append(':');
    }

    JsonText put(String key, String value) {
        return key(key).string(value);
    }

    JsonText put(String key, Optional<String> value) {
        key(key);
        return value.isPresent() ? string(value.get()) : nothing();
    }

    JsonText put(String key, int value) {
        key(key).text.append(value);
        return this;
    }

    JsonText put(String key, boolean value) {
        key(key).text.append(value);
        return this;
    }

    JsonText nothing() {
        text.append("null");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private JsonText append(char c) {
        text.append(c);
        return this;
    }

    private JsonText string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (isHalfAPair(value, i)) {
                        text.append(REPLACEMENT);
                    } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return append('"');
    }

    /** Whether the character is half a surrogate pair, which UTF-8 cannot carry and which strict readers refuse if escaped. */
    private static boolean isHalfAPair(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }
}
