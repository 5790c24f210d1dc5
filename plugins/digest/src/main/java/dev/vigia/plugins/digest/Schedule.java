package dev.vigia.plugins.digest;

import dev.vigia.plugins.office.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When digests are due.
 *
 * @param times at which times of a day; one or more
 * @param days on which days; one or more
 * @param clock whose times these are
 */
record Schedule(List<LocalTime> times, Set<DayOfWeek> days, WallClock clock) {
    private static final int WEEK = 7;

    Schedule {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("times is empty; write [\"18:00\"], for instance");
        }
    }

    /** When the last digest was due, up to a time. */
    Instant latest(Instant upTo) {
        LocalDate today = clock.day(upTo);
        return Stream.iterate(today.minusDays(WEEK), day -> day.plusDays(1))
                .limit(WEEK + 1L)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day -> times.stream().map(time -> clock.first(day, time)))
                .filter(due -> !due.isAfter(upTo))
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
