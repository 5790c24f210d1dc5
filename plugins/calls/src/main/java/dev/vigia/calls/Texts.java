package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Texts that come from a plugin. */
public final class Texts {
    private static final int LENGTH = 500;

    private Texts() {}

    /** The text, which must not be empty. Tells {@code what} it is if it is null or empty. */
    public static String notEmpty(@Nullable String text, String what) {
        requireNonNull(text, "the " + what + " is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return text;
    }

    /** Somebody else's text on one line, cut to a bearable length. */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.strip().codePoints().limit(LENGTH).forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(c == '\n' ? "\\n" : String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return text.strip().codePointCount(0, text.strip().length()) > LENGTH ? line + "…" : line.toString();
    }
}
