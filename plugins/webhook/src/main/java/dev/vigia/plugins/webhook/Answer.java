package dev.vigia.plugins.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the receiver said.
 *
 * @param status the HTTP status; 0 if it did not answer
 * @param retryAfter how long it wants to be left alone, if it said so
 * @param beginning the first words of the body, or why there is no answer; tells nothing of the address but its host
 */
record Answer(int status, Optional<Duration> retryAfter, String beginning) {
    private static final int NONE = 0;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<Integer> UNAVAILABLE = Set.of(NONE, TOO_MANY_REQUESTS, 502, 503, 504);
    private static final int GONE = 410;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{6,}");

    static Answer none(String why) {
        return new Answer(NONE, Optional.empty(), why);
    }

    boolean isNone() {
        return status == NONE;
    }

    boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /** Whether the receiver wants nothing any more. */
    boolean isGone() {
        return status == GONE;
    }

    /** Whether it is about the receiver rather than about what was sent, as far as one can tell from it alone. */
    boolean isUnavailable() {
        return UNAVAILABLE.contains(status);
    }

    /** Whether it cannot be about what was sent. */
    boolean isOfTooMany() {
        return status == TOO_MANY_REQUESTS;
    }

    /** Whether the receiver asks to be left alone. */
    boolean asksForPatience() {
        return isOfTooMany() || (isUnavailable() && retryAfter.isPresent());
    }

    /** The answer in words; of its body a little, on one line and without numbers that could be somebody's. */
    String inWords() {
        String words = isNone() ? "gave no answer" : "answered " + status;
        if (status >= 300 && status < 400) {
            words += ", a redirect, which is not followed";
        }
        // Why there is no answer is no body: its numbers are addresses and ports.
        String line = UNPRINTABLE.matcher(beginning).replaceAll(" ").strip();
        String text = isNone() ? line : NUMBER.matcher(line).replaceAll("…");
        if (text.isEmpty()) {
            return words;
        }
        int length = Math.min(text.length(), LONGEST_TEXT + (isNone() ? LONGEST_TEXT : 0));
        return words + ": " + text.substring(0, length) + (length < text.length() ? "…" : "");
    }
}
