package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeekdaysTest {
    @Test
    void daysAndRanges_areRead() {
        assertThat(Weekdays.parse("sat")).containsExactly(DayOfWeek.SATURDAY);
        assertThat(Weekdays.parse("mon-wed, Fri"))
                .containsExactly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
        assertThat(Weekdays.parse("mon-sun")).hasSize(7);
    }

    @Test
    void rangeOverTheEndOfTheWeek_goesOn() {
        assertThat(Weekdays.parse("sat-mon")).containsExactly(DayOfWeek.MONDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seg", "mon-", "mon,,tue", "mon-tue-wed", "monday"})
    void otherWords_areRefused(String text) {
        assertThatThrownBy(() -> Weekdays.parse(text))
                .hasMessage("\"" + text + "\" does not name days; there are mon, tue, wed, thu, fri, sat, sun, ranges"
                        + " such as mon-fri, and several with commas between them");
    }
}
