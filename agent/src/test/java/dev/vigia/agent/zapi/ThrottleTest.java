package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.zapi.ZApiException.Kind;
import dev.vigia.api.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-01-15T17:20:07Z");

    private final MockWebServer server = new MockWebServer();
    private final ZApi zapi;
    private final AccountApi api;

    ThrottleTest() throws IOException {
        server.start();
        zapi = new ZApi(
                new ZApiSettings(server.url("/").uri(), Wire.TIMEOUT, Decoding.MAX_BODY, 10_000),
                Clock.fixed(NOW, ZoneOffset.UTC));
        api = zapi.account(Decoding.SALES);
    }

    @AfterEach
    void close() {
        zapi.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "429, 30, PT30S",
        "503, 30, PT30S",
        "429, 3600, PT15M",
        "429, 999999999999999999999999, PT15M",
        "503, 999999999999999999999999, PT15M",
        "429, 'Thu, 15 Jan 2026 17:21:07 GMT', PT1M",
        "503, 'Thu, 15 Jan 2026 17:21:07 GMT', PT1M",
        "429, 'Thu, 15 Jan 2099 17:21:07 GMT', PT15M",
    })
    void whileTheGatewayWantsPeace_itIsNotAsked(int status, String header, Duration wait) {
        server.enqueue(busy(status, header));

        ZApiException first = Wire.failure(api);
        ZApiException second = Wire.failure(api);

        assertThat(first.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(first.retryAfter()).contains(wait);
        assertThat(second.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(second).hasMessageContaining("not asked, because the gateway wants to be left alone for another ");
        assertThat(second.retryAfter().orElseThrow()).isBetween(wait.minusSeconds(10), wait);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "429, -, THROTTLED",
                "429, -5, THROTTLED",
                "429, soon, THROTTLED",
                "429, '', THROTTLED",
                "429, 0, THROTTLED",
                "429, 'Thu, 15 Jan 2026 17:19:07 GMT', THROTTLED",
                "503, -, UNREACHABLE",
                "503, -5, UNREACHABLE",
                "503, 0, THROTTLED",
                "408, 0, UNREACHABLE",
                "408, 60, UNREACHABLE",
                "500, 60, UNREACHABLE",
            })
    void withoutATime_itMayBeAskedAgain_butNotByTheHttpClient(int status, @Nullable String header, Kind kind)
            throws ZApiException {
        server.enqueue(busy(status, header));
        server.enqueue(Wire.answer(200, "[]"));

        assertThat(Wire.failure(api).kind()).isEqualTo(kind);
        assertThat(server.getRequestCount()).isEqualTo(1);

        assertThat(api.chats(1, 1).decode().rows()).isZero();
    }

    private static MockResponse busy(int status, @Nullable String header) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        return (header == null ? response : response.addHeader("Retry-After", header)).build();
    }

    @Test
    void otherAccounts_areNotHeldUp() throws ZApiException {
        AccountApi other = zapi.account(new Account("support", "4B0C", Secret.of("t-9"), null));
        server.enqueue(busy(429, "60"));
        server.enqueue(Wire.answer(200, "[]"));
        assertThat(Wire.failure(api).kind()).isEqualTo(Kind.THROTTLED);

        assertThat(other.chats(1, 1).decode().rows()).isZero();
    }
}
