package dev.vigia.agent.zapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFaultTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final byte[] PAGE =
            "[{\"phone\":\"5511999999999\",\"name\":\"Ana\"},{\"lid\":\"1@lid\"}]".getBytes(UTF_8);

    private final MockWebServer server = new MockWebServer();

    WireFaultTest() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** How a body may be framed, and the whole answer. */
    record Framing(String name, ByteString whole) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Framing> framings() {
        byte[] gzipped = Decoding.gzipped(PAGE);
        return Stream.of(
                framing("length", "Content-Length: " + PAGE.length, PAGE),
                framing("length, gzip", "Content-Encoding: gzip\r\nContent-Length: " + gzipped.length, gzipped),
                framing("until the end", "Connection: close", PAGE),
                framing("until the end, gzip", "Connection: close\r\nContent-Encoding: gzip", gzipped),
                framing("chunks", "Transfer-Encoding: chunked", chunked(PAGE)),
                framing("chunks, gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gzipped)));
    }

    private static Framing framing(String name, String header, byte[] body) {
        return new Framing(name, ByteString.of(RawServer.http("HTTP/1.1 200 OK\r\n" + header, body)));
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += 20) {
            int length = Math.min(20, body.length - from);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
            out.write(body, from, length);
            out.writeBytes("\r\n".getBytes(UTF_8));
        }
        out.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("framings")
    void answerCutAnywhere_isNeverAPage(Framing framing) throws Exception {
        byte[] whole = framing.whole().toByteArray();
        // The last line end of the last chunk is not missed: the page was whole before.
        int cuts = whole.length - (framing.name().startsWith("chunks") ? 2 : 0);
        try (RawServer raw = new RawServer(request -> request < cuts ? Arrays.copyOf(whole, request) : whole);
                ZApi zapi = Wire.client(raw.url(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            AccountApi api = zapi.account(Decoding.SALES);
            for (int cut = 0; cut < cuts; cut++) {
                assertThat(Wire.failure(api).kind())
                        .as("cut after %d of %d bytes", cut, whole.length)
                        .isIn(Kind.UNREACHABLE, Kind.INVALID_ANSWER);
                assertThat(raw.requests()).isEqualTo(cut + 1);
            }
            assertThat(api.chats(1, 2).decode().rows()).isEqualTo(2);
        }
    }

    @Test
    void slowAnswers_endWithTheTimeout() throws Exception {
        Buffer body = new Buffer().write(PAGE);
        List<MockResponse> slow = List.of(
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build(),
                new MockResponse.Builder()
                        .body(body.clone())
                        .headersDelay(1, TimeUnit.MINUTES)
                        .build(),
                new MockResponse.Builder()
                        .body(body.clone())
                        .bodyDelay(1, TimeUnit.MINUTES)
                        .build(),
                new MockResponse.Builder()
                        .body(body.clone())
                        .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                        .build());
        try (ZApi zapi = Wire.client(server.url("/").uri(), SHORT, Decoding.MAX_BODY)) {
            AccountApi api = zapi.account(Decoding.SALES);
            for (MockResponse response : slow) {
                server.enqueue(response);
                long start = System.nanoTime();

                ZApiException failure = Wire.failure(api);

                assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failure).hasMessageContaining("no whole answer within 400 ms");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(5));
            }
        }
    }

    @Test
    void closing_callsOffWhatIsUnderWay() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        ZApi zapi = Wire.client(server);
        AccountApi api = zapi.account(Decoding.SALES);
        CompletableFuture<ZApiException> underWay =
                CompletableFuture.supplyAsync(() -> Wire.failure(api), Wire.THREADS);
        await().until(() -> server.getRequestCount() == 1);

        zapi.close();

        assertThat(underWay.get(5, TimeUnit.SECONDS)).hasMessageContaining("the agent stops");
        assertThat(Wire.failure(api)).hasMessageContaining("the agent stops");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void largeAnswers_stopAtTheLimit() {
        Buffer large = new Buffer().writeUtf8("[" + " ".repeat(5_000_000) + "]");
        server.enqueue(new MockResponse.Builder().body(large.clone()).build());
        server.enqueue(
                new MockResponse.Builder().chunkedBody(large.clone(), 1000).build());
        server.enqueue(new MockResponse.Builder()
                .code(500)
                .chunkedBody(large.clone(), 1000)
                .build());
        server.enqueue(Wire.answer(200, "[]"));
        try (ZApi zapi = Wire.client(server.url("/").uri(), Wire.TIMEOUT, 100_000)) {
            AccountApi api = zapi.account(Decoding.SALES);
            for (int i = 0; i < 2; i++) {
                ZApiException failure = Wire.failure(api);
                assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
                assertThat(failure).hasMessageContaining("more than 100000 bytes (max-body)");
            }
            assertThat(Wire.failure(api).kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(catchThrowableOfType(ZApiException.class, () -> api.chats(1, 1)))
                    .isNull();
        }
    }

    @Test
    void encodingNobodyAskedFor_isNoPage() {
        try (ZApi zapi = Wire.client(server)) {
            AccountApi api = zapi.account(Decoding.SALES);
            for (String coding : List.of("deflate", "br", "gzip, gzip", "")) {
                server.enqueue(new MockResponse.Builder()
                        .addHeader("Content-Encoding", coding)
                        .body("[]")
                        .build());
                assertThat(Wire.failure(api).kind()).as(coding).isEqualTo(Kind.INVALID_ANSWER);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirects_areNotFollowed(int status) throws Exception {
        try (MockWebServer other = new MockWebServer();
                ZApi zapi = Wire.client(server)) {
            other.start();
            other.enqueue(Wire.answer(200, "[]"));
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", other.url("/instances/3A0B/token/t-1234/chats"))
                    .build());

            ZApiException failure = Wire.failure(zapi.account(Decoding.SALES));

            assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
            assertThat(failure).hasMessageContaining("a redirect, which is not followed");
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void keptConnectionThatDied_isReplacedUnseen() throws Exception {
        // Promises to keep the connection, and hangs up all the same.
        byte[] page = RawServer.http("HTTP/1.1 200 OK\r\nContent-Length: 2", "[]".getBytes(UTF_8));
        try (RawServer raw = new RawServer(request -> page);
                ZApi zapi = Wire.client(raw.url(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            AccountApi api = zapi.account(Decoding.SALES);
            for (int i = 1; i <= 20; i++) {
                assertThat(api.chats(1, 1).decode().rows()).isZero();
                assertThat(raw.requests()).isEqualTo(i);
            }
        }
    }

    @Test
    void noConnection_isUnreachable() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        try (ZApi zapi = Wire.client(nobody, Wire.TIMEOUT, Decoding.MAX_BODY)) {
            ZApiException failure = Wire.failure(zapi.account(Decoding.SALES));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining("no connection to the gateway");
        }
    }

    @Test
    void certificateNobodyTrusts_isUnreachable() throws Exception {
        try (MockWebServer tls = new MockWebServer()) {
            tls.useHttps(SelfSigned.certificate());
            tls.start();
            URI url = URI.create("https://localhost:" + tls.getPort());
            try (ZApi zapi = Wire.client(url, Wire.TIMEOUT, Decoding.MAX_BODY)) {
                ZApiException failure = Wire.failure(zapi.account(Decoding.SALES));
                assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failure).hasMessageContaining("no trusted TLS connection");
                assertThat(tls.getRequestCount()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2",
                "HTTP/1.1 OK",
                "HTTP/1.1 200 OK\r\nno header",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999",
                "HTTP/1.1 200 OK\r\nContent-Length: -1",
                "HTTP/1.1 200 OK\r\nContent-Type: ;;\r\nContent-Length: 5",
                "HTTP/1.1 503 Busy\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0",
                "HTTP/1.1 429 Busy\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0",
                "HTTP/1.1 407 Proxy\r\nContent-Length: 0",
                "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic\r\nContent-Length: 0",
                "HTTP/1.1 302 There\r\nLocation: ::::\r\nContent-Length: 0",
                "HTTP/1.1 101 Switching\r\nUpgrade: x",
                "HTTP/1.1 204 Nothing\r\nContent-Length: 5",
                "HTTP/1.1 999 What\r\nContent-Length: 0",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n[]",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n[]",
                "HTTP/1.1 200 OK\r\nSet-Cookie: \u0000\u0001=\r\nContent-Length: 3",
            })
    void answerThatIsHardlyHttp_failsAsItShould(String head) throws Exception {
        try (RawServer raw = new RawServer(request -> RawServer.http(head, "<x>".getBytes(UTF_8)));
                ZApi zapi = Wire.client(raw.url(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            assertThat(Wire.failure(zapi.account(Decoding.SALES))).hasMessageStartingWith("account sales, ");
            assertThat(raw.requests()).isEqualTo(1);
        }
    }
}
