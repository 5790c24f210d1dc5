package dev.vigia.agent.zapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.vigia.agent.account.Account;
import dev.vigia.agent.zapi.ZApiException.Kind;
import dev.vigia.api.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Provokes every failure with secrets that are easy to find again, and looks for them in all that can be printed. */
class CanaryTest {
    private static final String TOKEN = "ZebraT+/=%&Token.7a";
    private static final String CLIENT_TOKEN = "ZebraC+/=%&Client.9b";
    private static final Account ACCOUNT =
            new Account("sales", "CanaryInstance", Secret.of(TOKEN), Secret.of(CLIENT_TOKEN));
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final List<String> FORBIDDEN = Stream.concat(
                    Stream.of("zebrat", "zebrac", "/token/"), echoes().stream())
            .map(form -> form.toLowerCase(Locale.ROOT))
            .toList();

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Set<String> printed = new LinkedHashSet<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);

    private final ch.qos.logback.classic.Logger root =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level rootLevel = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap());
        }
    };

    // OkHttp logs there.
    private final Logger jdkRoot = Logger.getLogger("");
    private final java.util.logging.Level jdkLevel = jdkRoot.getLevel();
    private final Handler jdkHandler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            // The test's own server logs each request that it gets.
            if (!event.getLoggerName().startsWith("mockwebserver3")) {
                Throwable thrown = event.getThrown();
                logged.add(event.getLoggerName() + " " + event.getMessage() + " "
                        + Arrays.toString(event.getParameters()) + (thrown == null ? "" : stackTrace(thrown)));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        jdkHandler.setLevel(java.util.logging.Level.ALL);
        jdkRoot.addHandler(jdkHandler);
        jdkRoot.setLevel(java.util.logging.Level.ALL);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        root.setLevel(rootLevel);
        jdkRoot.removeHandler(jdkHandler);
        jdkRoot.setLevel(jdkLevel);
    }

    @Test
    void noFailure_showsASecret() throws Exception {
        serveEveryAnswer();
        serveRawAnswers();
        failToConnect();
        refuseAccounts();

        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
        assertThat(logged).as("OkHttp was heard").anyMatch(line -> line.contains("okhttp3"));
        assertThat(printed).hasSizeGreaterThan(100);
        assertThat(printed).filteredOn(CanaryTest::showsASecret).isEmpty();
        assertThat(logged).filteredOn(CanaryTest::showsASecret).isEmpty();
    }

    private void serveEveryAnswer() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (String echo : echoes()) {
            String text = echo.replace("\\", "\\\\");
            bodies.add("{\"error\":\"Client-Token " + text + " not allowed\"}");
            bodies.add("{\"error\":\"must subscribe\",\"message\":\"" + text + "\"}");
            bodies.add("{\"connected\":false,\"error\":\"" + text + text + "\"}");
            bodies.add("<html>" + text);
            bodies.add("[{\"" + text + "\":" + text + "}]");
            bodies.add("[\"" + text + "\"]");
        }
        try (MockWebServer server = new MockWebServer();
                ZApi zapi = Wire.client(startedUrl(server), SHORT.multipliedBy(20), 100_000)) {
            for (int status : new int[] {200, 301, 400, 401, 403, 404, 405, 415, 429, 500, 503}) {
                for (String body : bodies) {
                    server.setDispatcher(always(new MockResponse.Builder()
                            .code(status)
                            // Else every answer waits for a delayed acknowledgement.
                            .addHeader("Connection", "close")
                            .body(body)
                            .build()));
                    AccountApi api = zapi.account(ACCOUNT);
                    note(() ->
                            printed.add(api.chats(1, 1) + " " + api.chats(1, 1).decode()));
                    note(() -> printed.add(api.status().toString()));
                    note(() -> printed.add(api.chat("5511999999999").toString()));
                    post(api);
                    printed.add(api.toString());
                }
            }
            printed.add(zapi.toString());
        }
    }

    private void serveRawAnswers() throws Exception {
        for (String echo : echoes()) {
            List<String> heads = List.of(
                    "HTTP/1.1 " + echo,
                    echo,
                    "HTTP/1.1 200 " + echo + "\r\nContent-Length: 500",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + echo,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: " + echo,
                    "HTTP/1.1 200 OK\r\nContent-Type: " + echo + "\r\nContent-Length: 0",
                    "HTTP/1.1 302 There\r\nLocation: http://127.0.0.1/" + echo + "\r\nContent-Length: 0",
                    "HTTP/1.1 429 Busy\r\nRetry-After: " + echo + "\r\nContent-Length: 0");
            for (String head : heads) {
                byte[] answer = RawServer.http(head, new byte[0]);
                try (RawServer raw = new RawServer(request -> answer);
                        ZApi zapi = Wire.client(raw.url(), SHORT.multipliedBy(20), 100_000)) {
                    AccountApi api = zapi.account(ACCOUNT);
                    note(() -> api.chats(1, 1).decode());
                    post(api);
                }
            }
        }
    }

    private void post(AccountApi api) {
        printed.add(api.sendText("5511999999999", "Oi", 0, 0).toString());
        printed.add(api.modify("5511999999999", Modification.READ).toString());
        printed.add(api.writeNote("5511999999999", "Oi").toString());
    }

    private void failToConnect() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        ask(URI.create("http://127.0.0.1:" + nobody));
        ask(URI.create("https://no-such-host.invalid"));
        try (MockWebServer tls = new MockWebServer();
                ServerSocket silent = new ServerSocket(0)) {
            tls.useHttps(SelfSigned.certificate());
            tls.start();
            ask(URI.create("https://localhost:" + tls.getPort()));
            ask(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
        }
    }

    private void ask(URI url) {
        try (ZApi zapi = Wire.client(url, SHORT, 100_000)) {
            AccountApi api = zapi.account(ACCOUNT);
            note(() -> api.chats(1, 1).decode());
            post(api);
        }
        ZApi closed = Wire.client(url, SHORT, 100_000);
        AccountApi api = closed.account(ACCOUNT);
        closed.close();
        note(() -> api.chats(1, 1).decode());
        post(api);
    }

    private void refuseAccounts() {
        try (ZApi zapi = Wire.client(URI.create("https://api.z-api.io"), SHORT, 1)) {
            note(() -> zapi.account(new Account("sales", "i", Secret.of(TOKEN + "\n"), null)));
            note(() -> zapi.account(new Account("sales", "i", Secret.of(TOKEN), Secret.of(CLIENT_TOKEN + "\u00e9"))));
        }
        printed.add(ACCOUNT.toString());
    }

    private static Dispatcher always(MockResponse response) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response;
            }
        };
    }

    private static URI startedUrl(MockWebServer server) throws Exception {
        server.start();
        return server.url("/").uri();
    }

    private void note(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof ZApiException failure) {
            kinds.add(failure.kind());
            assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
        }
        if (thrown != null) {
            printed.add(stackTrace(thrown));
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** What a gateway may repeat of a secret. */
    private static List<String> echoes() {
        return Stream.of(TOKEN, CLIENT_TOKEN).flatMap(CanaryTest::forms).toList();
    }

    private static Stream<String> forms(String secret) {
        String base64 = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
        return Stream.of(
                secret,
                URLEncoder.encode(secret, UTF_8),
                base64,
                base64.replace("=", ""),
                secret.toLowerCase(Locale.ROOT),
                "x".repeat(110) + secret);
    }

    private static boolean showsASecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORBIDDEN.stream().anyMatch(lower::contains);
    }
}
