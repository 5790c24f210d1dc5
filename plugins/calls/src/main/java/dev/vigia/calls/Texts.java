package dev.vigia.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that come from a plugin. */
public final class Texts {
    private static final int LENGTH = 500;
    private static final int NAME_BYTES = 2_000;
    private static final int REPLACEMENT = 0xFFFD;

    // Z-API has tokens in the paths of URLs, and repeats the other one in its answers: exceptions quote both.
    private static final Pattern TOKEN = Pattern.compile(
            "(/token/|client-token[\"':=\\s]+(?=[a-z0-9]{16}))[^/\\s\"'?,}]+", Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /** The text as it can be stored, which must not be empty. Tells {@code what} it is if it is null or empty. */
    public static String notEmpty(@Nullable String text, String what) {
        requireNonNull(text, "the " + what + " is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return storable(text);
    }

    /** The name of what a plugin remembers. */
    public static String key(@Nullable String text) {
        return name(notEmpty(text, "key of a value"), "key of a value");
    }

    /** A text as it can be stored that something is found by, so it must fit into the index of every database. */
    static String name(@Nullable String text, String what) {
        String name = storable(requireNonNull(text, "the " + what + " is null"));
        int bytes = name.getBytes(UTF_8).length;
        if (bytes > NAME_BYTES) {
            throw new IllegalArgumentException(
                    "the " + what + " is " + bytes + " bytes long in UTF-8, which is more than " + NAME_BYTES
                            + "; take a digest of it, or put what is long into the value");
        }
        return name;
    }

    /** The text with U+FFFD for what no database stores as it is: U+0000, and halves of surrogate pairs. */
    public static String storable(String text) {
        return text.chars().allMatch(c -> c != 0 && !Character.isSurrogate((char) c))
                ? text
                : text.codePoints()
                        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
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
