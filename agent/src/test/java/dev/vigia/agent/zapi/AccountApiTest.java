package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.zapi.ZApiException.Kind;
import dev.vigia.api.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountApiTest {
    private static final String WRONG_PATH =
            "{\"error\":\"NOT_FOUND\",\"message\":\"Unable to find matching target resource method\"}";

    private final MockWebServer server = new MockWebServer();
    private final ZApi zapi;
    private final AccountApi api;

    AccountApiTest() throws IOException {
        server.start();
        zapi = Wire.client(server);
        api = zapi.account(Decoding.SALES);
    }

    @AfterEach
    void close() {
        zapi.close();
        server.close();
    }

    @Test
    void request_isWhatTheGatewayWants() throws Exception {
        server.enqueue(Wire.answer(200, "[]"));

        assertThat(api.chats(3, 50).decode().rows()).isZero();

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine())
                .isEqualTo("GET /instances/3A0B/token/t-1234/chats?page=3&pageSize=50 HTTP/1.1");
        assertThat(request.getHeaders().get("Client-Token")).isEqualTo("c-5678");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
        assertThat(request.getHeaders().get("User-Agent")).matches("vigia/\\S+");
    }

    @Test
    void clientToken_isSentOnlyIfThereIsOne() throws Exception {
        server.enqueue(Wire.answer(200, "[]"));

        zapi.account(new Account("sales", "3A0B", Secret.of("t/1?2"), null)).chats(1, 1);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().names()).doesNotContain("Client-Token");
        assertThat(request.getTarget()).startsWith("/instances/3A0B/token/t%2F1%3F2/chats?");
    }

    @Test
    void basePath_isKept() throws Exception {
        server.enqueue(Wire.answer(200, "[]"));
        try (ZApi white = Wire.client(server.url("/zapi/").uri(), Wire.TIMEOUT, Decoding.MAX_BODY)) {
            white.account(Decoding.SALES).chats(1, 1);
        }

        assertThat(server.takeRequest().getTarget()).startsWith("/zapi/instances/3A0B/token/");
    }

    @Test
    void fingerprint_isOfTheBytesAsTheyCame() throws Exception {
        byte[] page = Decoding.sample("wire-2026.json");
        byte[] other = new String(page, StandardCharsets.UTF_8)
                .replace("\"5\"", "\"6\"")
                .getBytes(StandardCharsets.UTF_8);
        server.enqueue(gzip(page));
        server.enqueue(gzip(page));
        server.enqueue(gzip(other));

        ChatsPage first = api.chats(1, 100);
        assertThat(api.chats(1, 100).fingerprint()).isEqualTo(first.fingerprint());
        assertThat(api.chats(1, 100).fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(first.fingerprint().length()).isEqualTo(Decoding.gzipped(page).length);
        assertThat(first.decode().rows()).isEqualTo(5);
        assertThat(first.decode()).isEqualTo(first.decode());
    }

    private static MockResponse gzip(byte[] page) {
        return new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(Decoding.gzipped(page)))
                .build();
    }

    @Test
    void connections_areKept() throws Exception {
        for (int i = 0; i < 5; i++) {
            server.enqueue(gzip(Decoding.sample("seed.json")));
            api.chats(1, 100);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"error\":\"your client-token is not configured\"} | UNAUTHORIZED",
                "400 | {\"error\":\"null not allowed\"} | UNAUTHORIZED",
                "403 | {\"error\":\"Client-Token XXX not allowed\"} | UNAUTHORIZED",
                "403 | {\"error\":\"NOT_FOUND\"} | UNAUTHORIZED",
                "401 | <html> | UNAUTHORIZED",
                "200 | {\"error\":\"[IP] not allowed\"} | UNAUTHORIZED",
                "400 | {\"error\":\"To continue sending a message, you must subscribe to this instance again\"} | SUBSCRIPTION",
                "403 | {\"error\":\"To continue sending a message, you must subscribe to this instance again\"} | SUBSCRIPTION",
                "200 | {\"error\":\"NOT_FOUND\"} | NOT_A_LIST",
                "404 | {\"error\":\"NOT_FOUND\"} | NOT_A_LIST",
                "400 | {\"error\":\"something new\"} | NOT_A_LIST",
                "404 | <html>no such page</html> | INVALID_ANSWER",
                "404 | [] | INVALID_ANSWER",
                "400 | `` | INVALID_ANSWER",
                "200 | <html>log in</html> | INVALID_ANSWER",
                "201 | [] | INVALID_ANSWER",
                "206 | [] | INVALID_ANSWER",
                "204 | `` | INVALID_ANSWER",
                "304 | `` | INVALID_ANSWER",
                "405 | {\"error\":\"Method not allowed\"} | CONTRACT",
                "415 | `` | CONTRACT",
                "408 | `` | UNREACHABLE",
                "500 | {\"error\":\"null not allowed\"} | UNREACHABLE",
                "502 | <html>Bad gateway</html> | UNREACHABLE",
                "503 | [] | UNREACHABLE",
                "429 | <html>slow down</html> | THROTTLED",
            })
    void answerThatIsNoList_hasItsKind(int status, String body, Kind kind) {
        server.enqueue(Wire.answer(status, body));

        ZApiException failure = Wire.failure(api);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith("account sales, page 1 of the chats: HTTP " + status + " with ");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void onlyWhatMayPassByItself_isTransient() {
        assertThat(Kind.values())
                .filteredOn(Kind::isTransient)
                .containsExactlyInAnyOrder(Kind.THROTTLED, Kind.UNREACHABLE, Kind.INVALID_ANSWER, Kind.NOT_A_LIST);
    }

    @Test
    void errorText_isQuotedWithoutTheToken() {
        server.enqueue(Wire.answer(403, "{\"error\":\"Client-Token C-5678\\n\\u001b[31m not allowed\"}"));

        assertThat(Wire.failure(api))
                .hasMessage("account sales, page 1 of the chats: HTTP 403 with the error"
                        + " \"Client-Token *** [31m not allowed\". Check the account's instance, token and"
                        + " client-token, and which addresses the gateway allows.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "{\"connected\":true,\"smartphoneConnected\":true,\"error\":\"You are already connected.\"} | true | You are already connected.",
                "{\"connected\":\"true\",\"smartphoneConnected\":\"true\"} | true | ``",
                "{\"connected\":true} | true | ``",
                "{\"connected\":true,\"smartphoneConnected\":null,\"session\":{}} | true | ``",
                "{\"connected\":true,\"error\":\"must subscribe\"} | true | must subscribe",
                "{\"connected\":true,\"smartphoneConnected\":false} | false | the phone itself is not connected",
                "{\"connected\":false,\"error\":\"You are not connected.\"} | false | You are not connected.",
            })
    void status_saysWhetherThePhoneIsConnected(String json, boolean connected, String detail) throws ZApiException {
        server.enqueue(Wire.answer(200, json));

        assertThat(api.status()).isEqualTo(new PhoneStatus(connected, detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"error\":\"null not allowed\"} | UNAUTHORIZED",
                "200 | {\"connected\":false,\"error\":\"you must subscribe to this instance again\"} | SUBSCRIPTION",
                "200 | {\"error\":\"NOT_FOUND\"} | NOT_A_LIST",
                "200 | {} | INVALID_ANSWER",
                "200 | {\"connected\":null} | INVALID_ANSWER",
                "200 | {\"connected\":true | INVALID_ANSWER",
                "200 | {\"connected\":true,\"connected\":false} | INVALID_ANSWER",
                "200 | {\"connected\":true,\"smartphoneConnected\":false,\"smartphoneConnected\":true} | INVALID_ANSWER",
                "200 | [] | INVALID_ANSWER",
                "200 | <html> | INVALID_ANSWER",
                "400 | {\"error\":\"null not allowed\"} | UNAUTHORIZED",
            })
    void status_thatIsNone_fails(int status, String body, Kind kind) {
        server.enqueue(Wire.answer(status, body));

        assertThatThrownBy(api::status)
                .isInstanceOfSatisfying(
                        ZApiException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void chat_isFound() throws Exception {
        server.enqueue(Wire.answer(200, "{\"phone\":\"5511999999999\",\"unread\":\"5\",\"about\":\"hi\"}"));

        Optional<ChatSeen> chat = api.chat("5511999999999");

        assertThat(chat).map(ChatSeen::unread).contains(5);
        assertThat(server.takeRequest().getTarget()).endsWith("/chats/5511999999999");
    }

    @Test
    void chat_isAskedForByItsLidToo() throws Exception {
        server.enqueue(Wire.answer(200, "{\"lid\":\"111@lid\"}"));

        assertThat(api.chat("111@lid")).map(ChatSeen::lid).contains("111@lid");
        assertThat(server.takeRequest().getTarget()).endsWith("/chats/111@lid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | null",
                "200 | {}",
                "404 | {\"error\":\"Chat not found\"}",
                "404 | {\"error\":\"NOT_FOUND\",\"message\":\"no such phone\"}",
            })
    void chat_isMissing_onlyIfTheGatewayClearlySaysSo(int status, String body) throws ZApiException {
        server.enqueue(Wire.answer(status, body));

        assertThat(api.chat("5511999999999")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | `` | INVALID_ANSWER",
                "200 | [] | INVALID_ANSWER",
                "200 | [{\"phone\":\"1\"}] | INVALID_ANSWER",
                "200 | {\"unread\":\"5\"} | INVALID_ANSWER",
                "200 | {\"phone\":null} | INVALID_ANSWER",
                "200 | {\"phone\":\"1\" | INVALID_ANSWER",
                "200 | {} {} | INVALID_ANSWER",
                "200 | null null | INVALID_ANSWER",
                "200 | <html> | INVALID_ANSWER",
                "200 | {\"error\":\"NOT_FOUND\"} | NOT_A_LIST",
                "200 | {\"error\":\"null not allowed\"} | UNAUTHORIZED",
                "404 | {\"error\":\"null not allowed\"} | UNAUTHORIZED",
                "404 | {\"error\":\"Instance not found\"} | NOT_A_LIST",
                "404 | {} | INVALID_ANSWER",
                "404 | null | INVALID_ANSWER",
                "404 | `` | INVALID_ANSWER",
                "404 | <html> | INVALID_ANSWER",
                "400 | {\"error\":\"Chat not found\"} | NOT_A_LIST",
                "500 | {\"error\":\"Chat not found\"} | UNREACHABLE",
            })
    void chat_whenTheAnswerIsUnclear_fails(int status, String body, Kind kind) {
        server.enqueue(Wire.answer(status, body));

        assertThatThrownBy(() -> api.chat("5511999999999"))
                .isInstanceOfSatisfying(
                        ZApiException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("the chat …9999")
                .hasMessageNotContaining("5511999999999");
    }

    @Test
    void wrongPath_isNoWordOnTheChat() {
        server.enqueue(Wire.answer(404, WRONG_PATH));

        assertThatThrownBy(() -> api.chat("5511999999999"))
                .isInstanceOfSatisfying(
                        ZApiException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_LIST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "5511 9", "5511\n9", "número"})
    void chatIdThatIsNone_isNotAskedFor(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> api.chat(id));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void pagesBeginWithOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> api.chats(0, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> api.chats(1, 0));
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'',t,c", "i,'',c", "i,..,c", "i,'Canary t',c", "i,t,'Canary\u00e9'", "i,t,' Canary'"})
    void secretThatCannotBeSent_isRefusedWithoutBeingShown(
            String instance, String token, @Nullable String clientToken) {
        Account broken =
                new Account("sales", instance, Secret.of(token), clientToken == null ? null : Secret.of(clientToken));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> zapi.account(broken))
                .withMessageStartingWith("account sales: its ")
                .withMessageNotContaining("Canary");
    }

    @Test
    void interruption_meansStop() {
        Thread.currentThread().interrupt();

        ZApiException failure = catchThrowableOfType(ZApiException.class, () -> api.chats(1, 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("interrupted");
        assertThat(server.getRequestCount()).isZero();
    }
}
