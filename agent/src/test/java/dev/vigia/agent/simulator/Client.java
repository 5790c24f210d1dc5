package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import okio.Buffer;

/** Asks a simulator as an agent would, through a real socket and another HTTP client than the agent's. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    Client(Simulator simulator) {
        base = simulator.baseUrl();
    }

    /** @param path what follows the token of an account whose token is like its name */
    HttpResponse<byte[]> get(SimulatedAccount account, String path, String... headers) {
        return send(request(url(account) + path, headers).GET().build());
    }

    HttpResponse<byte[]> post(SimulatedAccount account, String path, String json) {
        return send(request(url(account) + path, "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) {
        return send(
                request(path, headers).method(method, BodyPublishers.noBody()).build());
    }

    List<Map<String, Object>> chats(SimulatedAccount account, int page, int size) {
        return list(get(account, "/chats?page=" + page + "&pageSize=" + size).body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static String url(SimulatedAccount account) {
        return "/instances/" + account.instance() + "/token/" + account.instance() + "-token";
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // a list of anything else fails the test that reads it
    static List<Map<String, Object>> list(byte[] body) {
        return (List<Map<String, Object>>) value(body);
    }

    @SuppressWarnings("unchecked") // any other keys fail the test that reads it
    static Map<String, Object> object(byte[] body) {
        return (Map<String, Object>) value(body);
    }

    private static Object value(byte[] body) {
        try (JsonReader json = JsonReader.of(new Buffer().write(body))) {
            return Objects.requireNonNull(json.readJsonValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gunzip(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
