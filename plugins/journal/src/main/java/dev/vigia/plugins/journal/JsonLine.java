package dev.vigia.plugins.journal;

import java.util.Optional;

/** Reads what the journal must know of its own lines, without reading all of their JSON. */
final class JsonLine {
    private JsonLine() {}

    /**
     * The id of an event, as it stands in its JSON, quotes and escapes included; empty if this is no line of a journal.
     *
     * <p>Goes from key to key from the line's beginning, so that no chat's name can pass for the id. All that
     * {@code Event.toJson()} writes before the id are strings.
     */
    static Optional<String> idOf(String line) {
        int at = 1;
        while (line.startsWith("\"", at)) {
            int keyEnd = endOfString(line, at);
            if (!line.startsWith(":\"", keyEnd)) {
                return Optional.empty();
            }
            int valueEnd = endOfString(line, keyEnd + 1);
            if (valueEnd <= line.length() && line.substring(at, keyEnd).equals("\"id\"")) {
                return Optional.of(line.substring(keyEnd + 1, valueEnd));
            }
            at = valueEnd + 1;
        }
        return Optional.empty();
    }

    /** Whether this is a JSON object from its first brace to its last, given that it is the beginning of one. */
    static boolean isWhole(String text) {
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = endOfString(text, at);
                continue;
            }
            at++;
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth == 0) {
                return c == '}' && at == text.length();
            }
        }
        return false;
    }

    /** Where the string that opens at a place has ended; beyond the text's end if it does not end. */
    private static int endOfString(String text, int start) {
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\') {
                at++;
            }
        }
        return text.length() + 1;
    }
}
