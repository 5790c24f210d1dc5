package dev.vigia.plugins.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the receiver said.
 *
 * @param status the HTTP status
 * @param retryAfter how long it wants to be left alone, if it said so
 * @param beginning the first words of the body; empty where nobody needs them
 */
record Answer(int status, Optional<Duration> retryAfter, String beginning) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int GONE = 410;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{6,}");

    boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /** Whether the receiver wants nothing any more. */
    boolean isGone() {
        return status == GONE;
    }

    /** How long the receiver wants to be left alone. */
    Optional<Duration> patience() {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE ? retryAfter : Optional.empty();
    }

    /** The answer in words; of its body a little, on one line and without numbers that could be somebody's. */
    String inWords() {
        String words = "answered " + status;
        if (status >= 300 && status < 400) {
            words += ", a redirect, which is not followed";
        }
        String text = NUMBER.matcher(
                        UNPRINTABLE.matcher(beginning).replaceAll(" ").strip())
                .replaceAll("…");
        if (text.isEmpty()) {
            return words;
        }
        int length = Math.min(text.length(), LONGEST_TEXT);
        return words + ": " + text.substring(0, length) + (length < text.length() ? "…" : "");
    }
}
