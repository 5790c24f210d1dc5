package dev.vigia.plugins.office;

import static java.util.Comparator.comparing;

import dev.vigia.plugins.office.OpenSpan.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** When an office is open: hours by weekday, in its time zone, and holidays on which it does not open at all. */
public final class OfficeHours {
    /** As far ahead as an opening is looked for. */
    private static final int FAR = 2 * 366;

    private final Map<DayOfWeek, List<OpenSpan>> spans;
    private final Holidays holidays;
    private final WallClock clock;

    private OfficeHours(Map<DayOfWeek, List<OpenSpan>> spans, Holidays holidays, WallClock clock) {
        this.spans = spans;
        this.holidays = holidays;
        this.clock = clock;
    }

    /**
     * Hours as one writes them in a configuration.
     *
     * @param hours times such as {@code 09:00-12:00, 13:00-18:00} under days such as {@code mon-fri}; days that are not named are
     *     closed. What ends at or before its beginning ends on the day after
     * @param holidays dates such as {@code 2026-12-25}, or {@code 12-25} for every year. What began the evening before goes on
     * @throws IllegalArgumentException if anything of it cannot be read, or no day is open
     */
    public static OfficeHours of(Map<String, String> hours, List<String> holidays, ZoneId zone) {
        Map<DayOfWeek, List<OpenSpan>> spans = new EnumMap<>(DayOfWeek.class);
        hours.forEach((days, times) -> {
            List<OpenSpan> open = OpenSpan.parse(times);
            for (DayOfWeek day : Weekdays.parse(days)) {
                if (spans.put(day, open) != null) {
                    throw new IllegalArgumentException("hours has " + Weekdays.name(day) + " twice, once in \"" + days
                            + "\"; write all its times in one place, with commas between them");
                }
            }
        });
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("hours names no day; write mon-fri = \"09:00-18:00\", for instance");
        }
        return new OfficeHours(spans, Holidays.parse(holidays), new WallClock(zone));
    }

    /** Whether the office is open at a time. */
    public boolean isOpen(Instant at) {
        return openings(clock.day(at), 1).anyMatch(open -> open.contains(at));
    }

    /** The next time after another one at which opening hours begin. */
    public Instant nextOpening(Instant after) {
        return openings(clock.day(after), FAR)
                .map(Interval::start)
                .filter(start -> start.isAfter(after))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no opening hours begin within two years after " + after + "; look at the holidays"));
    }

    /** For how long the office was open between two times. */
    public Duration openBetween(Instant from, Instant to) {
        Duration open = Duration.ZERO;
        Instant counted = from;
        for (Interval opening : upTo(from, to)) {
            Instant start = later(opening.start(), counted);
            Instant end = earlier(opening.end(), to);
            open = open.plus(new Interval(start, end).length());
            counted = later(counted, end);
        }
        return open;
    }

    private List<Interval> upTo(Instant from, Instant to) {
        LocalDate first = clock.day(from);
        int days = (int) (clock.day(to).toEpochDay() - first.toEpochDay());
        return openings(first, days + 1).toList();
    }

    /** All openings of some days and of those before them, which may last into them; in the order in which they begin. */
    private Stream<Interval> openings(LocalDate first, int days) {
        return Stream.iterate(first.minusDays(2), day -> day.plusDays(1))
                .limit(days + 2L)
                .filter(day -> !holidays.contains(day))
                .flatMap(this::openingsOn);
    }

    private Stream<Interval> openingsOn(LocalDate day) {
        return spans.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                .map(span -> span.on(day, clock))
                .filter(opening -> !opening.length().isZero())
                .sorted(comparing(Interval::start));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
