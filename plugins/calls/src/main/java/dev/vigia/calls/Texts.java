package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that come from a plugin. */
public final class Texts {
    private static final int LENGTH = 500;

    // Z-API has tokens in the paths of URLs, and repeats the other one in its answers: exceptions quote both.
    private static final Pattern TOKEN = Pattern.compile(
            "(/token/|client-token[\"':=\\s]+(?=[a-z0-9]{16}))[^/\\s\"'?,}]+", Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /** The text, which must not be empty. Tells {@code what} it is if it is null or empty. */
    public static String notEmpty(@Nullable String text, String what) {
        requireNonNull(text, "the " + what + " is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return text;
    }

    /** Somebody else's text on one line, without tokens, cut to a bearable length. */
    public static String printable(String given) {
        String text = TOKEN.matcher(given).replaceAll("$1(secret)").strip();
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LENGTH).forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(c == '\n' ? "\\n" : String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LENGTH ? line + "…" : line.toString();
    }
}
