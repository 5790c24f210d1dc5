package dev.vigia.agent.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigia.agent.poll.AccountHealth;
import dev.vigia.agent.poll.Watch;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /health}: how each account is. For a service manager or a monitor; nothing in it is personal or secret. */
public final class HealthServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);

    private final WebSettings settings;
    private final Watch watch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "web"));
    private @Nullable HttpServer server;

    @Inject
    HealthServer(WebSettings settings, Watch watch) {
        this.settings = settings;
        this.watch = watch;
    }

    /** Begins to answer. */
    public void start() throws IOException {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        } catch (BindException | UnresolvedAddressException e) {
            throw new IOException(
                    "The agent cannot answer HTTP at " + settings.address() + ":" + settings.port() + ": "
                            + e.getMessage()
                            + ". Another program may use that port, or the address may not be this machine's. Set"
                            + " vigia.web.port (0 for any free one) or vigia.web.address.",
                    e);
        }
        server.setExecutor(thread);
        server.createContext("/", exchange -> answer(exchange, 404, "Ask for /health\n", "text/plain; charset=utf-8"));
        server.createContext("/health", this::health);
        server.start();
        log.info("Answers http://{}:{}/health", host(), server.getAddress().getPort());
    }

    private String host() {
        return settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
    }

    private void health(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405, "Ask with GET\n", "text/plain; charset=utf-8");
            return;
        }
        String accounts = watch.health().stream().map(HealthServer::json).collect(Collectors.joining(","));
        answer(exchange, 200, "{\"status\":\"running\",\"accounts\":{" + accounts + "}}\n", "application/json");
    }

    /** The name is letters, digits, hyphens and underscores, the rest words of our own, so nothing needs to be escaped. */
    private static String json(AccountHealth account) {
        return "\"" + account.account() + "\":{\"state\":\"" + account.state() + "\",\"list\":\"" + account.list()
                + "\",\"flapping\":" + account.flapping() + ",\"suspects\":" + account.suspects() + "}";
    }

    private static void answer(HttpExchange exchange, int status, String body, String type) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        thread.shutdownNow();
    }
}
