package dev.vigia.agent.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as it came, read to its end. */
record Request(String method, List<String> path, @Nullable String rawQuery, Headers headers, String body) {
    static Request of(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        return new Request(
                exchange.getRequestMethod(),
                path,
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders(),
                body);
    }

    Query query() {
        return Query.parse(rawQuery);
    }

    boolean isAt(String first) {
        return !path.isEmpty() && path.get(0).equals(first);
    }

    boolean isJson() {
        return header("Content-Type").startsWith("application/json");
    }

    boolean takesGzip() {
        return header("Accept-Encoding").contains("gzip");
    }

    private String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
