package dev.vigia.plugins.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void highestHour_isAsHighAsCanBe_andTheLeastIsSeen() {
        Tally tally = Tally.messages(1, 0)
                .plus(Tally.messages(50, 12))
                .plus(Tally.messages(100, 13))
                .plus(Tally.messages(1, 23));

        assertThat(Chart.of(tally.hours())).isEqualTo("▁···········▄█·········▁\n0     6     12    18");
    }

    @Test
    void nothing_isFlat() {
        assertThat(Chart.of(Tally.NONE.hours())).startsWith("·".repeat(24) + "\n");
    }
}
