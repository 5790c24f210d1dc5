package dev.vigia.plugins.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells times as somebody at the terminal would: without the date if it is today's.
 *
 * @param zone where the reader is
 * @param today the reader's day
 */
record Times(ZoneId zone, LocalDate today) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    static Times at(Instant now, ZoneId zone) {
        return new Times(zone, LocalDate.ofInstant(now, zone));
    }

    String of(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return (time.toLocalDate().equals(today) ? TIME : DATE_AND_TIME).format(time);
    }

    /** A length of time in its two largest units. */
    static String length(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : Math.max(0, duration.toSeconds()) + " s";
    }
}
