package dev.vigia.agent.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Z-API of our own on a port of this machine. It begins without accounts and lives until it is closed. */
public final class Simulator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Simulator.class);

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, SimulatedAccount> accounts = new ConcurrentSkipListMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Gateway gateway = new Gateway();
    private final Controls controls = new Controls(accounts);

    private Simulator(HttpServer server, ExecutorService threads, Clock clock) {
        this.server = server;
        this.threads = threads;
        this.clock = clock;
    }

    /** Listens on the loopback address.
     * @param port 0 takes any free one
     */
    public static Simulator start(int port) throws IOException {
        return start(port, Clock.systemUTC());
    }

    /** Listens on the loopback address, and lives by another clock: that of messages, notes and signatures. */
    public static Simulator start(int port, Clock clock) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        HttpServer server = HttpServer.create(address, 1024);
        AtomicInteger number = new AtomicInteger();
        // Without a limit, since a fault may keep a thread busy for long.
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Simulator simulator = new Simulator(server, threads, clock);
        server.setExecutor(threads);
        server.createContext("/", simulator::handle);
        server.start();
        return simulator;
    }

    /** What an agent is given as base-url. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds an account without chats.
     * @param clientToken null if the account demands none
     */
    public SimulatedAccount account(String instance, String token, @Nullable String clientToken) {
        SimulatedAccount account = new SimulatedAccount(instance, token, clientToken, clock);
        if (accounts.putIfAbsent(instance, account) != null) {
            throw new IllegalArgumentException("the simulator already has an instance " + instance + "; name another");
        }
        return account;
    }

    /** How many requests of any kind came, also for accounts that do not exist. */
    public long requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        Answer answer;
        try {
            answer = answer(Request.of(exchange));
        } catch (IllegalArgumentException e) {
            answer = Answer.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("The simulator failed to answer a request; this is a bug of the simulator", e);
            answer = Answer.error(500, "the simulator failed, see its log");
        }
        answer.sendTo(exchange, closing);
    }

    private Answer answer(Request request) {
        if (request.path().isEmpty() || request.isAt("simulator")) {
            return controls.answer(request);
        }
        List<String> path = request.path();
        boolean known =
                request.isAt("instances") && path.size() > 4 && path.get(2).equals("token");
        if (!known) {
            return Answer.json(Gateway.NOT_FOUND);
        }
        SimulatedAccount account = accounts.get(path.get(1));
        return account == null
                ? Answer.error(400, "Instance not found")
                : gateway.answer(account, path.get(3), path.subList(4, path.size()), request);
    }

    /** Ends every answer that is still under way. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
