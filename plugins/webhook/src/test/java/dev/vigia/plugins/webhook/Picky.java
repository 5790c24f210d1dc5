package dev.vigia.plugins.webhook;

import dev.vigia.api.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A receiver whose answer depends on what it gets. */
final class Picky implements Closeable {
    private final MockWebServer server = new MockWebServer();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private volatile Function<String, MockResponse> rule;

    /** @param rule what is answered to a body */
    Picky(Function<String, MockResponse> rule) throws IOException {
        this.rule = rule;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = Endpoint.bodyOf(request);
                MockResponse answer = Picky.this.rule.apply(body);
                if (answer.getStatus().contains(" 200 ") && answer.getOnResponseStart() == null) {
                    accepted.addAll(eventsIn(body));
                }
                return answer;
            }
        });
        server.start();
    }

    private static List<String> eventsIn(String body) {
        return body.startsWith("[")
                ? List.of(body.substring(1, body.length() - 1).split(",(?=\\{\"specversion\")", -1))
                : List.of(body);
    }

    Picky answers(Function<String, MockResponse> newRule) {
        rule = newRule;
        return this;
    }

    static Function<String, MockResponse> always(MockResponse answer) {
        return body -> answer;
    }

    /** Accepts all but bodies with one of these words. */
    static Function<String, MockResponse> allBut(MockResponse answer, String... words) {
        return body -> List.of(words).stream().anyMatch(body::contains) ? answer : accepted();
    }

    static MockResponse accepted() {
        return new MockResponse.Builder().build();
    }

    /** A status, or a closed connection for 0. */
    static MockResponse status(int status) {
        return status == 0
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : new MockResponse.Builder().code(status).build();
    }

    String settings(String more) {
        return "url = \"" + server.url("/") + "\"\nsecrets = [\"" + Endpoint.SECRET
                + "\"]\nallow-private-addresses = true\n" + more;
    }

    int requests() {
        return server.getRequestCount();
    }

    /** Which of these were accepted, by their places from 1 upwards, in the order of acceptance. */
    List<Integer> accepted(Event... events) {
        List<Integer> places = new ArrayList<>();
        List<String> all = List.of(events).stream().map(Event::toJson).toList();
        accepted.forEach(event -> places.add(all.indexOf(event) + 1));
        return places;
    }

    @Override
    public void close() {
        server.close();
    }
}
