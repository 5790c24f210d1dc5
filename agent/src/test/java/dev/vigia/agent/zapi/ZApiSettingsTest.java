package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZApiSettingsTest {
    private static ZApiSettings with(String url) {
        return new ZApiSettings(URI.create(url), Duration.ofSeconds(30), 8 << 20, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.z-api.io, https://api.z-api.io",
        "HTTPS://api.z-api.io//, HTTPS://api.z-api.io",
        "https://zap.example.com:8443/v1/, https://zap.example.com:8443/v1",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://127.1.2.3, http://127.1.2.3",
        "http://[::1]:8080/, http://[::1]:8080",
    })
    void address_isHttpsOrLoopback(String url, String kept) {
        assertThat(with(url).baseUrl()).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.z-api.io",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://[::2]",
                "http://0.0.0.0",
                "http://192.168.0.1",
                "ftp://localhost",
                "api.z-api.io",
                "/zapi",
                "https:///x",
                "mailto:a@b",
            })
    void addressInTheClear_isRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(url)).withMessageContaining("base-url ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:Canary@api.z-api.io",
                "https://api.z-api.io?token=Canary",
                "https://api.z-api.io/#Canary",
                "https://api.z-api.io/instances/3A0B/token/Canary",
                "https://api.z-api.io/token/Canary",
                "http://api.z-api.io/instances/3A0B/token/Canary",
            })
    void addressWithASecret_isRefusedWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(url))
                .withMessageStartingWith("base-url ")
                .withMessageNotContaining("Canary");
    }

    @Test
    void limits_areChecked() {
        URI url = URI.create("https://api.z-api.io");
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZApiSettings(url, Duration.ZERO, 1, 1))
                .withMessageContaining("timeout is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZApiSettings(url, second, 0, 1))
                .withMessageContaining("max-body is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZApiSettings(url, second, 1L << 40, 1))
                .withMessageContaining("max-body is ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZApiSettings(url, second, 1, 0))
                .withMessageContaining("requests-per-second is 0");
    }
}
