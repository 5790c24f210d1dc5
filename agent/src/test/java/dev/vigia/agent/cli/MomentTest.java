package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class MomentTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-15T15:00:00Z"), ZoneId.of("America/Sao_Paulo"));

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-01-15T14:58:30Z",
        "30m, 2026-01-15T14:30:00Z",
        "2h, 2026-01-15T13:00:00Z",
        "7d, 2026-01-08T15:00:00Z",
        "2026-01-14T10:00:00Z, 2026-01-14T10:00:00Z",
        "2026-01-14T10:00:00-03:00, 2026-01-14T13:00:00Z",
        "2026-01-14T10:00, 2026-01-14T13:00:00Z",
        "2026-01-14 10:00:30, 2026-01-14T13:00:30Z",
        "2026-01-14, 2026-01-14T03:00:00Z",
        "09:00, 2026-01-15T12:00:00Z"
    })
    void isWhatOneTypes(String text, String time) {
        assertThat(new Moment(NOON).convert(text)).isEqualTo(time);
    }

    @Test
    void isNothingElse() {
        for (String text : new String[] {"", "yesterday", "7", "7w", "-1h", "2026-13-01", "25:00", "999999999999d"}) {
            assertThatThrownBy(() -> new Moment(NOON).convert(text))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("'" + text + "' is no time");
        }
    }
}
