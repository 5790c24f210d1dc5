package dev.vigia.plugins.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.plugins.office.WallClock;
import dev.vigia.plugins.office.Weekdays;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** January 15th, 2026 is a Thursday. */
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T07:59, 2026-01-14T18:00",
        "2026-01-15T08:00, 2026-01-15T08:00",
        "2026-01-15T17:59, 2026-01-15T08:00",
        "2026-01-15T18:00, 2026-01-15T18:00",
        "2026-01-19T07:00, 2026-01-16T18:00"
    })
    void latest_isTheLastTimeOnADayThatCounts(String now, String due) {
        Schedule schedule = schedule("mon-fri", LocalTime.of(18, 0), LocalTime.of(8, 0));
        assertThat(schedule.latest(at(now))).isEqualTo(at(due));
    }

    @Test
    void onceAWeek_isAWeekApart() {
        assertThat(schedule("thu", LocalTime.of(18, 0)).latest(at("2026-01-15T17:59")))
                .isEqualTo(at("2026-01-08T18:00"));
    }

    /** On March 29th the clocks go from 2:00 to 3:00, on October 25th from 3:00 back to 2:00. */
    @Test
    void changingClocks_makeOneDigestADay() {
        Schedule night = schedule("mon-sun", LocalTime.of(2, 30));
        assertThat(night.latest(Instant.parse("2026-03-29T12:00:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(night.latest(Instant.parse("2026-10-25T12:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void noTimes_areRefused() {
        assertThatThrownBy(() -> schedule("mon")).hasMessage("times is empty; write [\"18:00\"], for instance");
    }

    private static Schedule schedule(String days, LocalTime... times) {
        return new Schedule(List.of(times), Weekdays.parse(days), new WallClock(BERLIN));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
