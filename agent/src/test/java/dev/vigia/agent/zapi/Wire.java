package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/** Settings and answers for calls over real sockets. */
final class Wire {
    /** One for each call: the pool that Java would take may have a single thread. */
    static final Executor THREADS = task -> new Thread(task).start();

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Wire() {}

    static ZApi client(MockWebServer server) {
        return client(server.url("/").uri(), TIMEOUT, Decoding.MAX_BODY);
    }

    static ZApi client(URI url, Duration timeout, long maxBody) {
        return new ZApi(new ZApiSettings(url, timeout, maxBody, 10_000));
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    static ZApiException failure(AccountApi api) {
        return Objects.requireNonNull(
                catchThrowableOfType(
                        ZApiException.class, () -> api.chats(1, 100).decode()),
                "it did not fail");
    }
}
