package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** January 15th, 2026 is a Thursday. */
class OfficeHoursTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OfficeHours OFFICE = OfficeHours.of(
            Map.of("mon-fri", "9:00-12:00, 13:00-18:00", "sat", "09:00-12:00"),
            List.of("12-25", "2026-01-16"),
            SAO_PAULO);

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T08:59:59, false",
        "2026-01-15T09:00:00, true",
        "2026-01-15T11:59:59, true",
        "2026-01-15T12:00:00, false",
        "2026-01-15T17:59:59, true",
        "2026-01-15T18:00:00, false",
        "2026-01-17T10:00:00, true",
        "2026-01-17T12:00:00, false",
        "2026-01-18T10:00:00, false"
    })
    void opensAndCloses(String time, boolean open) {
        assertThat(OFFICE.isOpen(at(time))).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-16T10:00", "2025-12-25T10:00", "2028-12-25T10:00"})
    void holiday_isClosed(String time) {
        assertThat(OFFICE.isOpen(at(time))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T03:00, 2026-01-15T09:00",
        "2026-01-15T12:30, 2026-01-15T13:00",
        "2026-01-15T18:00, 2026-01-17T09:00",
        "2026-01-17T12:00, 2026-01-19T09:00"
    })
    void nextOpening_passesOverHolidaysAndSundays(String closed, String opens) {
        assertThat(OFFICE.nextOpening(at(closed))).isEqualTo(at(opens));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:00, 2026-01-15T10:30, PT30M",
        "2026-01-15T11:30, 2026-01-15T14:00, PT1H30M",
        "2026-01-15T17:00, 2026-01-19T10:00, PT5H",
        "2026-01-15T19:00, 2026-01-16T19:00, PT0S",
        "2026-01-15T10:00, 2026-01-15T09:00, PT0S"
    })
    void openTime_leavesOutWhatIsClosed(String from, String to, Duration open) {
        assertThat(OFFICE.openBetween(at(from), at(to))).isEqualTo(open);
    }

    @Test
    void span_mayLastIntoTheNextDay() {
        OfficeHours bar = OfficeHours.of(Map.of("fri", "18:00-02:00"), List.of("2026-01-24"), SAO_PAULO);
        assertThat(bar.isOpen(at("2026-01-17T01:59"))).isTrue();
        assertThat(bar.isOpen(at("2026-01-17T02:00"))).isFalse();
        assertThat(bar.isOpen(at("2026-01-16T01:00"))).isFalse();
        assertThat(bar.isOpen(at("2026-01-24T01:00"))).as("a holiday").isTrue();
        assertThat(bar.openBetween(at("2026-01-16T12:00"), at("2026-01-18T12:00")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void wholeDay_isWritten24() {
        OfficeHours always = OfficeHours.of(Map.of("mon-sun", "00:00-24:00"), List.of(), BERLIN);
        Instant start = Instant.parse("2026-03-27T12:00:00Z");
        assertThat(always.openBetween(start, start.plus(Duration.ofDays(5)))).isEqualTo(Duration.ofDays(5));
    }

    @Test
    void spansThatOverlap_countOnce() {
        OfficeHours office =
                OfficeHours.of(Map.of("thu", "09:00-13:00, 12:00-15:00, 10:00-11:00"), List.of(), SAO_PAULO);
        assertThat(office.openBetween(at("2026-01-15T00:00"), at("2026-01-16T00:00")))
                .isEqualTo(Duration.ofHours(6));
    }

    /** On March 29th the clocks go from 2:00 to 3:00, on October 25th from 3:00 back to 2:00. */
    @Test
    void changingClocks_moveNoOpening() {
        OfficeHours office = OfficeHours.of(Map.of("mon-sun", "09:00-18:00"), List.of(), BERLIN);
        assertThat(office.nextOpening(Instant.parse("2026-03-28T20:00:00Z"))).isEqualTo("2026-03-29T07:00:00Z");
        assertThat(office.nextOpening(Instant.parse("2026-10-24T20:00:00Z"))).isEqualTo("2026-10-25T08:00:00Z");
    }

    @Test
    void hoursThatTheClocksLeaveOut_areNotOpen() {
        OfficeHours night = OfficeHours.of(Map.of("mon-sun", "02:15-02:45"), List.of(), BERLIN);
        Instant before = Instant.parse("2026-03-28T12:00:00Z");
        assertThat(night.openBetween(before, before.plus(Duration.ofDays(1)))).isZero();
        assertThat(night.nextOpening(before)).isEqualTo("2026-03-30T00:15:00Z");
    }

    @Test
    void hoursThatTheClocksShowTwice_areOpenThroughout() {
        OfficeHours night = OfficeHours.of(Map.of("mon-sun", "01:00-02:30"), List.of(), BERLIN);
        Instant before = Instant.parse("2026-10-24T12:00:00Z");
        assertThat(night.openBetween(before, before.plus(Duration.ofDays(1)))).isEqualTo(Duration.ofMinutes(150));
    }

    /** Whatever the hours: the parts of a time add up to the whole, and the office opens at its next opening. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void parts_addUp(long seed) {
        Random random = new Random(seed);
        OfficeHours office = OfficeHours.of(Map.of("mon-thu", span(random), "sat", span(random)), List.of(), BERLIN);
        Instant from = Instant.parse("2026-03-20T00:00:00Z").plusSeconds(random.nextInt(5_000_000));
        Instant middle = from.plusSeconds(random.nextInt(3_000_000));
        Instant to = middle.plusSeconds(random.nextInt(3_000_000));
        assertThat(office.openBetween(from, middle).plus(office.openBetween(middle, to)))
                .isEqualTo(office.openBetween(from, to));
        Instant opens = office.nextOpening(to);
        assertThat(office.isOpen(opens)).isTrue();
        assertThat(office.isOpen(to) || office.openBetween(to, opens).isZero()).isTrue();
    }

    @Test
    void whatCannotBeRead_isRefusedWithACure() {
        assertRefused(Map.of(), "hours names no day; write mon-fri = \"09:00-18:00\", for instance");
        assertRefused(
                Map.of("mon", "9-18"), "\"9-18\" is no opening time; write 09:00-18:00, or 09:00-12:00, 13:00-18:00");
        assertRefused(
                Map.of("mon", "09:00"), "\"09:00\" is no opening time; write 09:00-18:00, or 09:00-12:00, 13:00-18:00");
        assertRefused(
                Map.of("mon", "09:00-09:00"), "\"09:00-09:00\" ends where it begins; the whole day is 00:00-24:00");
        assertThatThrownBy(() -> OfficeHours.of(Map.of("mon", "09:00-18:00"), List.of("25/12/2026"), SAO_PAULO))
                .hasMessage("holidays has \"25/12/2026\", which is no date; write 2026-12-25, or 12-25 for every year");
    }

    @Test
    void dayThatStandsTwice_isRefused() {
        assertThatThrownBy(() ->
                        OfficeHours.of(Map.of("mon-fri", "09:00-18:00", "fri", "09:00-16:00"), List.of(), SAO_PAULO))
                .hasMessageMatching(
                        "hours has fri twice, once in \"(mon-fri|fri)\"; write all its times in one place.*");
    }

    private static void assertRefused(Map<String, String> hours, String message) {
        assertThatThrownBy(() -> OfficeHours.of(hours, List.of(), SAO_PAULO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static String span(Random random) {
        int opens = random.nextInt(24);
        return "%02d:30-%02d:%02d".formatted(opens, random.nextInt(24), random.nextInt(30));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SAO_PAULO).toInstant();
    }
}
