package dev.vigia.plugins.office;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A span of time that is open on certain days.
 *
 * @param opens when it begins
 * @param closes when it ends
 * @param overnight whether it ends on the day after
 */
record OpenSpan(LocalTime opens, LocalTime closes, boolean overnight) {
    /** Also 9:00, as people write it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    /** From one instant to another, which is not part of it. */
    record Interval(Instant start, Instant end) {
        boolean contains(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }

        Duration length() {
            return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
        }
    }

    /** Several with commas between them: {@code 09:00-12:00, 13:00-18:00}. */
    static List<OpenSpan> parse(String text) {
        List<OpenSpan> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length != 2) {
                throw unreadable(text);
            }
            spans.add(parse(ends[0].strip(), ends[1].strip(), text));
        }
        return List.copyOf(spans);
    }

    Interval on(LocalDate date, WallClock clock) {
        return new Interval(clock.first(date, opens), clock.last(overnight ? date.plusDays(1) : date, closes));
    }

    private static OpenSpan parse(String from, String to, String text) {
        try {
            boolean midnight = to.equals("24:00");
            LocalTime opens = LocalTime.parse(from, TIME);
            LocalTime closes = midnight ? LocalTime.MIDNIGHT : LocalTime.parse(to, TIME);
            if (opens.equals(closes) && !midnight) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" ends where it begins; the whole day is 00:00-24:00");
            }
            return new OpenSpan(opens, closes, !closes.isAfter(opens));
        } catch (DateTimeException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no opening time; write 09:00-18:00, or 09:00-12:00, 13:00-18:00");
    }
}
