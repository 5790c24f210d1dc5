package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    @ParameterizedTest
    @CsvSource({
        "AUTO, true, TERM, xterm, true",
        "AUTO, true, NO_COLOR, '', true",
        "AUTO, true, NO_COLOR, 1, false",
        "AUTO, true, TERM, dumb, false",
        "AUTO, false, TERM, xterm, false",
        "ALWAYS, false, NO_COLOR, 1, true",
        "NEVER, true, TERM, xterm, false"
    })
    void colors_areForTerminalsThatWantThem(Color color, boolean terminal, String name, String value, boolean colored) {
        assertThat(Screen.isColored(color, terminal, Map.of(name, value)::get)).isEqualTo(colored);
    }
}
