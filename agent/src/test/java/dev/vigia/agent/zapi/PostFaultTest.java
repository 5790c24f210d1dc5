package dev.vigia.agent.zapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks on the way, a POST is written at most once, and it is told whether it may have arrived. */
class PostFaultTest {
    // Long enough to connect on a busy machine.
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final byte[] DONE = "{\"zaapId\":\"Z1\",\"messageId\":\"M1\"}".getBytes(UTF_8);

    private final MockWebServer server = new MockWebServer();

    PostFaultTest() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Fate send(ZApi zapi) {
        return zapi.account(Decoding.SALES).sendText("5511999999999", "Oi", 0, 0);
    }

    private Fate answered(int status, String body) {
        server.enqueue(Wire.answer(status, body));
        try (ZApi zapi = Wire.client(server)) {
            return send(zapi);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"zaapId\":\"Z1\",\"messageId\":\"M1\"} | Accepted",
                "200 | {\"zaapId\":\"Z1\"} | Accepted",
                "200 | {\"messageId\":\"M1\",\"more\":[{}]} | Accepted",
                "200 | {\"id\":\"M1\"} | Accepted",
                "200 | {\"value\":true} | Accepted",
                "200 | {\"value\":\"true\"} | Accepted",
                "200 | {\"success\":true,\"error\":null} | Accepted",
                "200 | {\"value\":false} | Refused",
                "200 | {\"success\":false} | Refused",
                "200 | {\"error\":\"NOT_FOUND\",\"message\":\"no\"} | Refused",
                "200 | {\"error\":\"you must subscribe\"} | Refused",
                "200 | {\"zaapId\":\"Z1\",\"error\":\"but no\"} | InDoubt",
                "200 | {\"value\":true,\"success\":false} | Refused",
                "200 | {} | InDoubt",
                "200 | [] | InDoubt",
                "200 | null | InDoubt",
                "200 | {\"value\":null} | InDoubt",
                "200 | {\"zaapId\":\"Z1\" | InDoubt",
                "200 | {\"zaapId\":\"Z1\"}} | InDoubt",
                "200 | <html> | InDoubt",
                "202 | {\"zaapId\":\"Z1\"} | InDoubt",
                "204 | '' | InDoubt",
                "302 | '' | Refused",
                "307 | '' | Refused",
                "400 | {\"error\":\"bad\"} | Refused",
                "401 | '' | Refused",
                "403 | <html> | Refused",
                "404 | '' | Refused",
                "405 | '' | Refused",
                "407 | '' | InDoubt",
                "408 | '' | InDoubt",
                "413 | '' | Refused",
                "421 | '' | Refused",
                "429 | '' | NotYet",
                "500 | {\"error\":\"x\"} | InDoubt",
                "502 | '' | InDoubt",
                "503 | '' | InDoubt",
                "504 | '' | InDoubt",
                "599 | '' | InDoubt",
            })
    void eachAnswer_meansOneThing(int status, String body, String fate) {
        assertThat(answered(status, body).getClass().getSimpleName()).isEqualTo(fate);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 30, PT30S", "503, 30, PT30S", "429, 99999, PT15M", "503, 0, PT0S", "429, soon, PT0S"})
    void aGatewayThatWantsPeace_tellsWhenToTryAgain(int status, String header, Duration wait) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", header)
                .build());
        try (ZApi zapi = Wire.client(server)) {
            assertThat(send(zapi))
                    .isInstanceOfSatisfying(
                            Fate.NotYet.class,
                            notYet -> assertThat(notYet.atLeast()).isEqualTo(wait));
            if (!wait.isZero()) {
                assertThat(zapi.account(Decoding.SALES).held()).isPositive();
                assertThat(send(zapi)).isInstanceOf(Fate.NotYet.class);
            }
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerCutAnywhere_isInDoubt() throws Exception {
        byte[] whole = RawServer.http("HTTP/1.1 200 OK\r\nContent-Length: " + DONE.length, DONE);
        try (RawServer raw = new RawServer(request -> Arrays.copyOf(whole, request));
                ZApi zapi = Wire.client(raw.url(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            for (int cut = 0; cut < whole.length; cut++) {
                assertThat(send(zapi)).as("cut after %d bytes", cut).isInstanceOf(Fate.InDoubt.class);
                assertThat(raw.requests()).isEqualTo(cut + 1);
            }
        }
    }

    @Test
    void aServerThatKeepsNoConnection_getsEachPostOnce() throws Exception {
        byte[] answer = RawServer.http("HTTP/1.1 200 OK\r\nContent-Length: " + DONE.length, DONE);
        try (RawServer raw = new RawServer(request -> answer);
                ZApi zapi = Wire.client(raw.url(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            for (int i = 1; i <= 20; i++) {
                assertThat(send(zapi)).isEqualTo(new Fate.Accepted("Z1", "M1"));
                assertThat(raw.requests()).isEqualTo(i);
            }
        }
    }

    @Test
    void aPost_doesNotUseAConnectionThatWasKept() throws Exception {
        try (ZApi zapi = Wire.client(server)) {
            server.enqueue(Wire.answer(200, "[]"));
            zapi.account(Decoding.SALES).chats(1, 1).decode();
            for (int i = 0; i < 2; i++) {
                server.enqueue(Wire.answer(200, "{\"value\":true}"));
                assertThat(send(zapi)).isInstanceOf(Fate.Accepted.class);
            }
            server.enqueue(Wire.answer(200, "[]"));
            zapi.account(Decoding.SALES).chats(1, 1).decode();

            assertThat(server.takeRequest().getConnectionIndex()).isZero();
            assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(1);
            assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(2);
            assertThat(server.takeRequest().getConnectionIndex()).isZero();
        }
    }

    @Test
    void noConnection_isNotYet() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        for (URI url : new URI[] {nobody, URI.create("https://no-such-host.invalid")}) {
            try (ZApi zapi = Wire.client(url, Wire.TIMEOUT, Decoding.MAX_BODY)) {
                assertThat(send(zapi)).as(url.toString()).isInstanceOf(Fate.NotYet.class);
            }
        }
    }

    @Test
    void aCertificateNobodyTrusts_isNotYet_andNothingIsSent() throws Exception {
        try (MockWebServer tls = new MockWebServer()) {
            tls.useHttps(SelfSigned.certificate());
            tls.start();
            URI url = URI.create("https://localhost:" + tls.getPort());
            try (ZApi zapi = Wire.client(url, Wire.TIMEOUT, Decoding.MAX_BODY)) {
                assertThat(send(zapi)).isInstanceOf(Fate.NotYet.class);
                assertThat(tls.getRequestCount()).isZero();
            }
        }
    }

    @Test
    void aTlsHandshakeThatHangs_isNotYet() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ZApi zapi = Wire.client(
                        URI.create("https://127.0.0.1:" + silent.getLocalPort()), SHORT, Decoding.MAX_BODY)) {
            assertThat(send(zapi)).isInstanceOf(Fate.NotYet.class);
        }
    }

    /** What the other side does with a connection, and how many bytes it reads of it first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 100_000})
    void aResetConnection_isInDoubt_andUsedOnce(int bytesRead) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ZApi zapi = Wire.client(
                        URI.create("http://127.0.0.1:" + socket.getLocalPort()), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            Thread thread = new Thread(() -> resetAll(socket, bytesRead, connections));
            thread.setDaemon(true);
            thread.start();

            Fate fate = zapi.account(Decoding.SALES).sendText("5511999999999", "x".repeat(300_000), 0, 0);

            if (bytesRead > 0) {
                assertThat(fate).isInstanceOf(Fate.InDoubt.class);
            } else {
                // It may break before anything is written.
                assertThat(fate).isInstanceOfAny(Fate.InDoubt.class, Fate.NotYet.class);
            }
            assertThat(connections).hasValue(1);
        }
    }

    private static void resetAll(ServerSocket server, int bytesRead, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                connections.incrementAndGet();
                client.setSoLinger(true, 0);
                InputStream in = client.getInputStream();
                in.readNBytes(bytesRead);
            } catch (IOException closed) {
                // Its good right.
            }
        }
    }

    @Test
    void slowAnswers_areInDoubtWhenTheTimeIsUp() {
        MockResponse.Builder[] slow = {
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE),
            new MockResponse.Builder().body("{\"zaapId\":\"Z1\"}").headersDelay(1, TimeUnit.MINUTES),
            new MockResponse.Builder().body("{\"zaapId\":\"Z1\"}").throttleBody(1, 100, TimeUnit.MILLISECONDS),
        };
        try (ZApi zapi = Wire.client(server.url("/").uri(), SHORT, Decoding.MAX_BODY)) {
            for (MockResponse.Builder response : slow) {
                server.enqueue(response.build());
                assertThat(send(zapi))
                        .isInstanceOfSatisfying(
                                Fate.InDoubt.class,
                                inDoubt -> assertThat(inDoubt.reason())
                                        .startsWith("account sales, a text to …9999: no whole answer within 1500 ms"));
            }
            assertThat(server.getRequestCount()).isLessThanOrEqualTo(slow.length);
        }
    }

    @Test
    void callingOff_endsPostsOnly_andLeavesThemInDoubt() throws Exception {
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        try (ZApi zapi = Wire.client(server)) {
            CompletableFuture<Fate> post = CompletableFuture.supplyAsync(() -> send(zapi), Wire.THREADS);
            CompletableFuture<ZApiException> get =
                    CompletableFuture.supplyAsync(() -> Wire.failure(zapi.account(Decoding.SALES)), Wire.THREADS);
            await().until(() -> server.getRequestCount() == 2);

            zapi.callOffPosts();

            assertThat(post.get(5, TimeUnit.SECONDS)).isInstanceOf(Fate.InDoubt.class);
            assertThat(get).isNotDone();
        }
    }

    @Test
    void afterTheEnd_nothingIsSent() {
        ZApi zapi = Wire.client(server);
        zapi.close();

        assertThat(send(zapi)).isInstanceOf(Fate.NotYet.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anInterruptedThread_sendsNothing() {
        try (ZApi zapi = Wire.client(server)) {
            Thread.currentThread().interrupt();
            assertThat(send(zapi)).isInstanceOf(Fate.NotYet.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.getRequestCount()).isZero();
        }
    }
}
