package dev.vigia.plugins.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.vigia.api.Event;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Secret;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    /** The JavaScript SDK of CloudEvents refuses all others; it compares the whole header, in lower case. */
    private static final List<String> JAVASCRIPT_SDK_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/octet-stream",
            "application/cloudevents+json",
            "application/cloudevents+json; charset=utf-8");

    private static final String ANA = "5511990000001";
    private static final String BIA = "5511990000002";

    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = new Endpoint();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    /** At the true time, for the verifier refuses old signatures. */
    private TestAgent start(String... settings) {
        return TestAgent.start(
                new Webhook(),
                TestUse.usual().settings(endpoint.settings(settings)).at(Instant.now()));
    }

    @Test
    void structured_postsTheWholeEvent() throws Exception {
        endpoint.answers(204);
        try (TestAgent agent = start()) {
            NewUnread event = agent.newUnread(ANA, 0, 3);

            RecordedRequest request = endpoint.request();
            assertThat(request.getMethod()).isEqualTo("POST");
            assertThat(request.getTarget()).isEqualTo("/hook/path-token");
            assertThat(request.getHeaders().get("Content-Type"))
                    .isEqualTo("application/cloudevents+json")
                    .isIn(JAVASCRIPT_SDK_TYPES);
            assertThat(request.getHeaders().get("User-Agent")).startsWith("vigia-webhook");
            assertThat(request.getHeaders().get("webhook-id"))
                    .isEqualTo(event.meta().id());
            assertThat(Endpoint.bodyOf(request)).isEqualTo(event.toJson());
            assertThat(agent.outcomeOf(event)).isPresent();
        }
    }

    /** The endpoint stands for a proxy here, which is asked for an address that is not its own. */
    @Test
    void goesThroughAProxy_ifTheSettingsNameOne() throws Exception {
        endpoint.answers(204);
        String settings = "url = \"http://crm.internal/hook\"\nsecrets = [\"" + Endpoint.SECRET + "\"]\n"
                + "allow-private-addresses = true\nproxy = \"http://localhost:" + endpoint.port() + "\"";
        try (TestAgent agent = TestAgent.start(
                new Webhook(), TestUse.usual().settings(settings).at(Instant.now()))) {
            agent.newUnread(ANA, 0, 3);

            assertThat(endpoint.request().getRequestLine()).startsWith("POST http://crm.internal/hook ");
            assertThat(agent.outcomes()).hasSize(1);
        }
    }

    @Test
    void binary_postsTheDataAndTellsTheRestInHeaders() throws Exception {
        endpoint.answers(200);
        TestChat chat = TestChat.of("5511 99\"ü%").withName("Ana \"A\" \\ }");
        try (TestAgent agent = start("mode = binary")) {
            Event event = agent.added(chat);

            RecordedRequest request = endpoint.request();
            Headers headers = request.getHeaders();
            assertThat(headers.get("Content-Type"))
                    .isEqualTo("application/json")
                    .isIn(JAVASCRIPT_SDK_TYPES);
            assertThat(headers.get("ce-specversion")).isEqualTo("1.0");
            assertThat(headers.get("ce-type")).isEqualTo("dev.vigia.chat.added");
            assertThat(headers.get("ce-source")).isEqualTo("/vigia/accounts/sales");
            assertThat(headers.get("ce-id")).isEqualTo(event.meta().id());
            assertThat(headers.get("ce-time")).isEqualTo(event.meta().time().toString());
            assertThat(headers.get("ce-sequence")).isEqualTo("0000000000000000001");
            assertThat(headers.get("ce-subject")).isEqualTo("5511%2099%22%C3%BC%25");
            assertThat(event.toJson()).endsWith(",\"data\":" + Endpoint.bodyOf(request) + "}");
            Endpoint.verify(Endpoint.SECRET, headers, Endpoint.bodyOf(request));
        }
    }

    @Test
    void batch_postsAllThatWaits_atMostSoManyAtOnce() throws Exception {
        endpoint.answers(200, 200);
        try (TestAgent agent = start("batch = 2")) {
            Event[] events = events(agent, 3);
            agent.deliver(events);

            RecordedRequest first = endpoint.request();
            assertThat(first.getHeaders().get("Content-Type")).isEqualTo("application/cloudevents-batch+json");
            assertThat(Endpoint.bodyOf(first)).isEqualTo("[" + events[0].toJson() + "," + events[1].toJson() + "]");
            assertThat(Endpoint.bodyOf(endpoint.request())).isEqualTo("[" + events[2].toJson() + "]");
            assertThat(agent.outcomes()).hasSize(3);
            Endpoint.verify(Endpoint.SECRET, first.getHeaders(), Endpoint.bodyOf(first));
        }
    }

    @Test
    void batchThatIsNotAccepted_acksNothingAndComesAgainOneByOne() throws Exception {
        endpoint.answers(Endpoint.status(200).onResponseStart(new SocketEffect.CloseSocket()))
                .answers(200, 200, 200);
        try (TestAgent agent = start("batch = 10")) {
            Event[] events = events(agent, 3);
            agent.deliver(events);
            assertThat(agent.outcomes()).isEmpty();

            agent.advance(Duration.ofSeconds(5));

            assertThat(agent.outcomes()).hasSize(3);
            assertThat(agent.deadLetters()).isEmpty();
            assertThat(endpoint.bodies())
                    .containsExactly(
                            "[" + events[0].toJson() + "," + events[1].toJson() + "," + events[2].toJson() + "]",
                            "[" + events[0].toJson() + "]",
                            "[" + events[1].toJson() + "]",
                            "[" + events[2].toJson() + "]");
        }
    }

    /** A receiver that asks for patience says nothing against the batch. */
    @Test
    void batchThatIsAskedForLater_comesAgainAsItWas() throws Exception {
        endpoint.answers(429, 200);
        try (TestAgent agent = start("batch = 10")) {
            agent.deliver(events(agent, 3));
            agent.advance(Duration.ofMinutes(3));

            assertThat(agent.outcomes()).hasSize(3);
            RecordedRequest first = endpoint.request();
            RecordedRequest second = endpoint.request();
            assertThat(second.getBody()).isEqualTo(first.getBody());
            assertThat(second.getHeaders().get("webhook-id"))
                    .isEqualTo(first.getHeaders().get("webhook-id"))
                    .matches("batch_[0-9a-f]{32}");
        }
    }

    @Test
    void signature_isVerifiedByTheSchemesOwnLibrary() throws Exception {
        endpoint.answers(200);
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);

            RecordedRequest request = endpoint.request();
            String body = Endpoint.bodyOf(request);
            Endpoint.verify(Endpoint.SECRET, request.getHeaders(), body);
            assertThatThrownBy(() -> Endpoint.verify(Endpoint.SECRET, request.getHeaders(), body + " "))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(() -> Endpoint.verify(Endpoint.OLDER_SECRET, request.getHeaders(), body))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void severalSecrets_giveASignatureEach() throws Exception {
        endpoint.answers(200);
        try (TestAgent agent = start("secrets = [\"" + Endpoint.SECRET + "\", \"" + Endpoint.OLDER_SECRET + "\"]")) {
            agent.newUnread(ANA, 0, 3);

            RecordedRequest request = endpoint.request();
            Endpoint.verify(Endpoint.SECRET, request.getHeaders(), Endpoint.bodyOf(request));
            Endpoint.verify(Endpoint.OLDER_SECRET, request.getHeaders(), Endpoint.bodyOf(request));
        }
    }

    @Test
    void selection_takesTypesAndFamilies() throws Exception {
        endpoint.answers(200, 200);
        try (TestAgent agent = start("events = [account, chat.archived]")) {
            agent.baseline(TestChat.of(ANA));
            agent.newUnread(ANA, 0, 1);
            agent.archived(ANA);
            agent.pinned(ANA);

            assertThat(endpoint.bodies())
                    .satisfiesExactly(
                            body -> assertThat(body).contains("dev.vigia.account.baselined"),
                            body -> assertThat(body).contains("dev.vigia.chat.archived"));
        }
    }

    @Test
    void errors_areTriedAgainAndThenDead() throws Exception {
        endpoint.answers(500, 500, 500, 500, 500, 500, 500)
                .answers(Endpoint.status(500).body("boom \u001b[31m of " + ANA + "\n" + "x".repeat(5000)));
        try (TestAgent agent = start()) {
            Event event = agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofHours(2));

            assertThat(endpoint.requests()).isEqualTo(8);
            assertThat(agent.deadLetters()).hasSize(1);
            assertThat(agent.deadLetters().get(0).event()).isEqualTo(event);
            assertThat(agent.deadLetters().get(0).failure())
                    .contains("localhost answered 500: boom [31m of … xxxx")
                    .hasSizeLessThan(700);

            endpoint.answers(200);
            agent.replay(event);
            assertThat(endpoint.requests()).isEqualTo(9);
        }
    }

    @Test
    void eventThatComesAgainAfterItWasAccepted_isNotSentTwice_unlessTheOperatorWants() {
        endpoint.answers(200, 200);
        try (TestAgent agent = start()) {
            Event event = agent.newUnread(ANA, 0, 3);
            agent.redeliver(event);
            assertThat(endpoint.requests()).isEqualTo(1);

            agent.replay(event);
            assertThat(endpoint.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterInSeconds_isWaitedFor(int status) {
        endpoint.answers(Endpoint.status(status).addHeader("Retry-After", "30")).answers(200, 200);
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);
            agent.newUnread(BIA, 0, 3);
            agent.advance(Duration.ofSeconds(29));
            assertThat(endpoint.requests()).isEqualTo(1);

            agent.advance(Duration.ofMinutes(1));
            assertThat(endpoint.requests()).isEqualTo(3);
            assertThat(agent.outcomes()).hasSize(2);
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "50"})
    void retryAfterAsADate_isWaitedFor(String batch) {
        try (TestAgent agent = start("batch = " + batch)) {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    agent.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
            endpoint.answers(Endpoint.status(503).addHeader("Retry-After", date))
                    .answers(200);
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofSeconds(598));
            assertThat(endpoint.requests()).isEqualTo(1);

            agent.advance(Duration.ofMinutes(2));
            assertThat(endpoint.requests()).isEqualTo(2);
            assertThat(agent.outcomes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999999999999", "soon"})
    void strangeRetryAfter_breaksNothing(String value) {
        endpoint.answers(Endpoint.status(503).addHeader("Retry-After", value)).answers(200);
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofHours(25));

            assertThat(endpoint.requests()).isEqualTo(2);
            assertThat(agent.outcomes()).hasSize(1);
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "50"})
    void gone_endsThisInstanceWithOneLineAndKeepsItsEvents(String batch) {
        endpoint.answers(410);
        try (TestAgent agent = start("batch = " + batch)) {
            agent.newUnread(ANA, 0, 3);
            agent.newUnread(BIA, 0, 3);
            agent.advance(Duration.ofDays(2));
            agent.newUnread(ANA, 3, 4);

            assertThat(endpoint.requests()).isEqualTo(1);
            assertThat(agent.outcomes()).isEmpty();
            assertThat(agent.deadLetters()).isEmpty();
            assertThat(agent.log())
                    .containsExactly(
                            "ERROR localhost answered 410 Gone: it wants no more events. Nothing is sent to it until"
                                    + " the settings of this instance change or the agent is restarted; the events of"
                                    + " the last 7 days are kept");
        }
    }

    @Test
    void gone_leavesWhatIsOldUnsentAndSaysSoSeldom() {
        endpoint.answers(410);
        try (TestAgent agent = start()) {
            Event first = agent.newUnread(ANA, 0, 3);
            for (int day = 1; day <= 20; day++) {
                agent.newUnread(BIA, day, day + 1);
                agent.advance(Duration.ofDays(1));
            }

            assertThat(endpoint.requests()).isEqualTo(1);
            assertThat(agent.outcomeOf(first)).isPresent();
            assertThat(agent.outcomes()).hasSizeBetween(12, 14);
            assertThat(agent.deadLetters()).isEmpty();
            assertThat(agent.log().subList(1, agent.log().size()))
                    .isNotEmpty()
                    .hasSizeLessThan(15)
                    .allMatch(line -> line.matches(
                            "WARN \\d+ events older than 7 days were not sent, since localhost answered 410 Gone"));
        }
    }

    /** A chat that waits, and always has young events, comes first each time. */
    @Test
    void gone_findsWhatIsOldAlsoBehindAChatThatWaits() {
        endpoint.answers(500, 410);
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);
            Event old = agent.newUnread(BIA, 0, 3);
            for (int day = 1; day <= 20; day++) {
                agent.newUnread(ANA, day, day + 1);
                agent.advance(Duration.ofDays(1));
            }

            assertThat(endpoint.requests()).isEqualTo(2);
            assertThat(agent.outcomeOf(old)).isPresent();
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @Test
    void redirect_isNotFollowed() {
        endpoint.answers(Endpoint.status(302).addHeader("Location", "http://127.0.0.1:" + endpoint.port() + "/other"));
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);

            assertThat(endpoint.requests()).isEqualTo(1);
            assertThat(agent.failures().get(0).failure())
                    .contains("localhost answered 302, a redirect, which is not followed");
        }
    }

    @Test
    void receiverThatDoesNotAnswer_costsNoMoreThanTheTimeout() {
        endpoint.answers(Endpoint.status(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        try (TestAgent agent = start("timeout = 200ms")) {
            agent.newUnread(ANA, 0, 3);

            assertThat(agent.failures()).hasSize(1);
            assertThat(agent.failures().get(0).failure()).contains("localhost gave no answer: timeout");
        }
    }

    @Test
    void nothingTellsSecretsOrThePath() throws Exception {
        endpoint.answers(400, 503, 302, 410);
        String all;
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofDays(1));
            all = Stream.concat(agent.log().stream(), agent.failures().stream().map(Object::toString))
                    .collect(Collectors.joining("\n"));
        }
        endpoint.close();
        try (TestAgent agent = start()) {
            agent.newUnread(ANA, 0, 3);
            all += agent.failures().get(0) + "" + agent.failures().get(0).thrown();
        }
        Webhook.Settings settings = new Webhook.Settings(
                URI.create("https://example.com/path-token"),
                List.of(Secret.of(Endpoint.SECRET)),
                Mode.STRUCTURED,
                1,
                List.of(),
                Duration.ofSeconds(1),
                0,
                "",
                false);
        assertThat(all + settings)
                .doesNotContain("path-token", "whsec", Endpoint.SECRET.substring(6), ANA)
                .contains("localhost", "example.com");
    }

    /** Many a receiver repeats in its answer what it was asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot POST /hook/s3cr3t%20token?key=qu3ry-t%26ken",
                "no route for /HOOK/S3CR3T TOKEN",
                "{\"path\":\"\\/hook\\/s3cr3t%20token\",\"key\":\"qu3ry-t&ken\"}",
                "key=qu3ry-t%26ken&amp;more of s3cr3t token",
                "cut within /hook/s3cr3t%20to"
            })
    void answerThatRepeatsTheAddress_doesNotTellIt(String answer) {
        endpoint.answers(Endpoint.status(404).body(answer + "\u0085\u009b31mx"))
                .answers(Endpoint.status(404).body(answer));
        try (TestAgent agent = TestAgent.start(
                new Webhook(), endpoint.settingsAt("/hook/s3cr3t%20token?key=qu3ry-t%26ken", "max-answer = 1 KiB"))) {
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofSeconds(1));

            assertThat(agent.failures()).hasSize(2);
            assertThat(agent.failures() + "" + agent.log())
                    .contains("answered 404: ", "…")
                    .doesNotContainIgnoringCase("s3cr3t")
                    .doesNotContainIgnoringCase("qu3ry")
                    .doesNotContain("\u0085", "\u009b");
        }
    }

    /** Of different chats, with 1, 2, 3 … unread. */
    private static Event[] events(TestAgent agent, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> {
                    TestChat chat = TestChat.of(ANA.substring(0, 12) + number);
                    return new NewUnread(agent.meta(), chat, chat.withUnread(number));
                })
                .toArray(Event[]::new);
    }
}
