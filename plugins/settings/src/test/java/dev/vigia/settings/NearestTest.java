package dev.vigia.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("instance", "token", "token-file", "client-token", "interval", "sweep-every", "page-size", "use");

    @ParameterizedTest
    @CsvSource({
        "intervall, interval",
        "tokne, token",
        "toekn, token",
        "tokenfile, token-file",
        "clientToken, client-token",
        "client_token, client-token",
        "PAGE-SIZE, page-size",
        "sweep, sweep-every",
        "usse, use",
        "instence, instance"
    })
    void guesses(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "colour", "password", "us-east"})
    void guessesNothing_whenNothingIsLikeIt(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }
}
