package dev.vigia.agent.zapi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header that says how long a server wants to be left alone: seconds, or a date. */
final class RetryAfter {
    /** More than this is not believed. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private RetryAfter() {}

    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // What has more digits than this is longer than the longest anyway, and might not fit in a long.
            return text.length() > 9 ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return capped(Duration.between(now, until));
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
