package dev.vigia.plugins.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A receiver of batches that refuses all that hold certain words. */
final class Picky implements Closeable {
    private final MockWebServer server = new MockWebServer();
    private final List<String> accepted = new CopyOnWriteArrayList<>();

    Picky(String... refused) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = Endpoint.bodyOf(request);
                if (Stream.of(refused).anyMatch(body::contains)) {
                    return new MockResponse.Builder()
                            .code(422)
                            .body("no, thanks")
                            .build();
                }
                accepted.addAll(List.of(body.substring(1, body.length() - 1).split(",(?=\\{\"specversion\")", -1)));
                return new MockResponse.Builder().build();
            }
        });
        server.start();
    }

    String settings(String more) {
        return "url = \"" + server.url("/") + "\"\nsecrets = [\"" + Endpoint.SECRET
                + "\"]\nallow-private-addresses = true\n" + more;
    }

    /** The events of all batches that were accepted, in their order. */
    List<String> accepted() {
        return accepted;
    }

    @Override
    public void close() {
        server.close();
    }
}
