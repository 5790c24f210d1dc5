package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {
    @ParameterizedTest
    @CsvSource({
        "PT20S, 0 min",
        "PT35M, 35 min",
        "PT2H, 2 h",
        "PT2H10M40S, 2 h 10 min",
        "PT48H, 2 d",
        "PT76H59M, 3 d 4 h"
    })
    void lengths_areToldInTwoUnits(Duration length, String words) {
        assertThat(Lengths.of(length)).isEqualTo(words);
    }
}
