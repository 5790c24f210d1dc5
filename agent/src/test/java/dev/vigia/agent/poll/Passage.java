package dev.vigia.agent.poll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The way to a simulator, on which something may happen before each request arrives, and to each answer. Takes note of what was asked.
 */
final class Passage implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final URI target;
    private final HttpServer server;
    private volatile Consumer<String> before = question -> {};
    private volatile BiFunction<String, byte[], byte[]> instead = (question, answer) -> answer;

    Passage(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What happens before each request; it is given what {@link #asked} tells. */
    void before(Consumer<String> happening) {
        before = happening;
    }

    /** What arrives in place of each answer's body; it is given what {@link #asked} tells, and the body. */
    void instead(BiFunction<String, byte[], byte[]> change) {
        instead = change;
    }

    /** What was asked since the last time this was: {@code status}, {@code chats 2} (the page) and so on. */
    List<String> asked() {
        synchronized (asked) {
            List<String> copy = List.copyOf(asked);
            asked.clear();
            return copy;
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question = question(exchange.getRequestURI());
            asked.add(question);
            before.accept(question);
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                            .build(),
                    BodyHandlers.ofByteArray());
            byte[] body = instead.apply(question, answer.body());
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String question(URI uri) {
        String path = uri.getPath();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return path.substring(path.lastIndexOf('/') + 1) + query.replaceFirst("page=(\\d+).*", " $1");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
