package dev.vigia.plugins.office;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * When the clocks of a time zone show a time. On the days when clocks change they show some times twice, and others never; those come
 * when the clocks jump over them.
 *
 * @param zone where the clocks are
 */
public record WallClock(ZoneId zone) {
    /** The first time that clocks show it. */
    public Instant first(LocalDate date, LocalTime time) {
        return at(date.atTime(time), true);
    }

    /** The last time that clocks show it. */
    public Instant last(LocalDate date, LocalTime time) {
        return at(date.atTime(time), false);
    }

    /** The day at a time. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Instant at(LocalDateTime time, boolean first) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(time);
            return gap.getInstant();
        }
        return time.toInstant(offsets.get(first ? 0 : offsets.size() - 1));
    }
}
