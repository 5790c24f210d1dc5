package dev.vigia.plugins.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;

/** A receiver of webhooks on a real socket, which answers what it was told to. */
final class Endpoint implements Closeable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OLDER_SECRET = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWNyZXQ=";

    private final MockWebServer server = new MockWebServer();

    Endpoint() throws IOException {
        server.start();
    }

    /** Settings of the plugin that send here. */
    String settings(String... more) {
        return settingsAt("/hook/path-token", more);
    }

    /** Settings of the plugin that send to a path. */
    String settingsAt(String path, String... more) {
        return "url = \"" + server.url(path) + "\"\nsecrets = [\"" + SECRET + "\"]\nallow-private-addresses = true\n"
                + String.join("\n", more);
    }

    int port() {
        return server.getPort();
    }

    Endpoint answers(int... statuses) {
        for (int status : statuses) {
            answers(new MockResponse.Builder().code(status));
        }
        return this;
    }

    Endpoint answers(MockResponse.Builder response) {
        server.enqueue(response.build());
        return this;
    }

    static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status);
    }

    int requests() {
        return server.getRequestCount();
    }

    /** The next request; all that the plugin sent has arrived when the test kit returns. */
    RecordedRequest request() throws InterruptedException {
        return server.takeRequest();
    }

    List<String> bodies() throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        for (int count = server.getRequestCount(); bodies.size() < count; ) {
            bodies.add(bodyOf(request()));
        }
        return bodies;
    }

    static String bodyOf(RecordedRequest request) {
        return request.getBody().utf8();
    }

    /** Has the scheme's own library verify a request. */
    static void verify(String secret, Headers headers, String body) throws WebhookVerificationException {
        new Webhook(secret).verify(body, headers.toMultimap());
    }

    @Override
    public void close() {
        server.close();
    }
}
