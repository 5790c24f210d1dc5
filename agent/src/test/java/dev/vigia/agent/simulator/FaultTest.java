package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each thing that goes wrong on request, as a client sees it. */
@Timeout(30)
class FaultTest {
    private static final String PAGE = "/chats?page=1&pageSize=10";

    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension();

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void ana() {
        account = extension.account("sales");
        client = new Client(extension.simulator());
        account.add("5531990000001", "Ana");
        account.gzip(false);
    }

    private HttpResponse<byte[]> page() {
        return client.get(account, PAGE);
    }

    private void isAnswered(Fault fault, int status, String body) {
        account.fault(fault);
        HttpResponse<byte[]> response = page();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.text(response)).isEqualTo(body);
        account.clearFaults();
        assertThat(client.chats(account, 1, 10)).hasSize(1);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void anotherAnswer() {
        isAnswered(Fault.status(401, "{\"error\":\"no\"}"), 401, "{\"error\":\"no\"}");
        isAnswered(Fault.status(404), 404, "{\"error\":\"asked for by a fault\"}");
        isAnswered(Fault.emptyList(), 200, "[]");
        isAnswered(Fault.emptyBody(), 200, "");
        isAnswered(Fault.body("{\"chats\":3}"), 200, "{\"chats\":3}");
        isAnswered(
                Fault.errorObject(),
                200,
                "{\"error\":\"NOT_FOUND\",\"message\":\"Unable to find matching target resource method\"}");
        isAnswered(
                Fault.subscriptionLapsed(),
                400,
                "{\"error\":\"To continue sending a message, you must subscribe to this instance again\"}");
        isAnswered(Fault.addressNotAllowed(), 403, "{\"error\":\"[127.0.0.1] not allowed\"}");
    }

    @Test
    void throttled_saysHowLongToWait() {
        account.fault(Fault.throttled("7"));
        assertThat(page().statusCode()).isEqualTo(429);
        assertThat(header(page(), "Retry-After")).isEqualTo("7");
    }

    @Test
    void html_isNoJsonUnderAnyStatus() {
        account.fault(Fault.html(200));
        assertThat(header(page(), "Content-Type")).isEqualTo("text/html");
        assertThat(Client.text(page())).startsWith("<!DOCTYPE html>");
    }

    @Test
    void redirect_namesAnotherServerThatIsNotAsked() throws IOException {
        try (Simulator elsewhere = Simulator.start(0)) {
            URI target = elsewhere.baseUrl();
            account.fault(Fault.redirect(307, target + "/stolen"));
            HttpResponse<byte[]> response = page();
            assertThat(response.statusCode()).isEqualTo(307);
            assertThat(header(response, "Location")).isEqualTo(target + "/stolen");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void garbage_isTheSameBytesEachTime() {
        account.fault(Fault.garbage(500));
        assertThat(page().body()).hasSize(500).isEqualTo(page().body()).isNotEqualTo(new byte[500]);
    }

    @Test
    void gzipBomb_isSmallAndBecomesLarge() throws IOException {
        account.fault(Fault.gzipBomb(16));
        HttpResponse<byte[]> response = page();
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(response.body()).hasSizeLessThan(32 * 1024);
        try (InputStream inflated = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(inflated.skip(Long.MAX_VALUE)).isEqualTo((16 << 20) + 2);
        }
    }

    @Test
    void delay_comesBeforeTheAnswer() {
        account.fault(Fault.delay(Duration.ofMillis(150)));
        long start = System.nanoTime();
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void drip_comesByteByByteAndWhole() {
        account.fault(Fault.body("[1,2,3]").and(Fault.drip(Duration.ofMillis(20))));
        long start = System.nanoTime();
        assertThat(Client.text(page())).isEqualTo("[1,2,3]");
        // The last of the seven bytes may arrive before the pause behind it.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void cut_endsTheConnectionEarly() throws IOException {
        for (int bytes : new int[] {0, 1, 50}) {
            account.fault(Fault.cutAfter(bytes).times(1));
            String raw = raw();
            int body = raw.indexOf("\r\n\r\n") + 4;
            assertThat(raw).contains("200 OK").containsIgnoringCase("content-length: ");
            assertThat(raw.substring(body)).hasSize(bytes);
        }
        account.fault(Fault.cutAfter(10).times(1));
        assertThatThrownBy(this::page).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void chunked_tellsNoLength_andIsCutWithoutItsLastChunk() throws IOException {
        account.fault(Fault.chunked().times(1));
        HttpResponse<byte[]> whole = page();
        assertThat(header(whole, "Transfer-Encoding")).isEqualTo("chunked");
        assertThat(Client.list(whole.body())).hasSize(1);
        account.fault(Fault.chunked().and(Fault.cutAfter(20)).times(1));
        assertThat(raw()).containsIgnoringCase("transfer-encoding: chunked").doesNotContain("\r\n0\r\n");
    }

    @Test
    void hangUp_isNoAnswer() throws IOException {
        account.fault(Fault.hangUp());
        assertThat(raw()).isEmpty();
    }

    @Test
    void endless_goesOnUntilTheClientLeaves() throws IOException {
        account.fault(Fault.endless());
        try (Socket socket = ask()) {
            assertThat(socket.getInputStream().readNBytes(3 << 20)).hasSize(3 << 20);
        }
        account.clearFaults();
        assertThat(page().statusCode()).isEqualTo(200);
    }

    @Test
    void closing_endsAnswersThatAreUnderWay() throws IOException {
        account.fault(Fault.delay(Duration.ofMinutes(10)));
        try (Socket socket = ask()) {
            await().until(() -> account.requests(Call.CHATS) == 1);
            extension.simulator().close();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void faultSpoilsWhatItWasAskedFor_andNoMore() {
        account.fault(Fault.status(503).on(Call.CHATS).after(1).times(2));
        assertThat(client.get(account, "/status").statusCode()).isEqualTo(200);
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(page().statusCode()).isEqualTo(503);
        assertThat(client.get(account, "/status").statusCode()).isEqualTo(200);
        assertThat(page().statusCode()).isEqualTo(503);
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(account.requests(Call.CHATS)).isEqualTo(4);
        assertThat(account.requests(Call.STATUS)).isEqualTo(2);
    }

    @Test
    void faultOfOneAccount_isNotAnothers() {
        SimulatedAccount other = extension.account("support");
        account.fault(Fault.status(500));
        assertThat(client.get(other, PAGE).statusCode()).isEqualTo(200);
        assertThat(page().statusCode()).isEqualTo(500);
    }

    private String raw() throws IOException {
        try (Socket socket = ask()) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A client that asks and leaves it to the test what to do with the answer. */
    private Socket ask() throws IOException {
        URI base = extension.simulator().baseUrl();
        Socket socket = new Socket(base.getHost(), base.getPort());
        String request = "GET /instances/sales/token/sales-token" + PAGE + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
