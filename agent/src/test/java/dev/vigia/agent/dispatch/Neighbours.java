package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.slf4j.LoggerFactory;

/** A healthy plugin beside one that a test makes bad, both at work, and what is said of them to the operator. Events are numbered from 1 upwards. */
final class Neighbours {
    /** What a plugin may call that no interrupt ends, only the test's word. */
    static final String STUBBORN = """
            static void stubborn(List<String> seen) {
                while (!seen.contains("go")) {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        // Goes on all the same.
                    }
                }
            }
            """;

    /** Long enough for a machine that does other things as well, and far below what the bad plugins take. */
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workbench bench;
    private final Seen healthy = new Seen();
    private final List<Long> committed = new ArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Dispatch.class.getPackageName());
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };
    private DeliverySettings limits = new DeliverySettings(Duration.ofMillis(200), Duration.ofMillis(400));
    private RandomGenerator random = Workbench.AT_ONCE;
    private List<Dispatch> running = List.of();

    Neighbours(Path directory) throws Exception {
        bench = new Workbench(directory);
        bench.installHandler("healthy", "seen.add(number + \" \" + System.nanoTime());");
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    Workbench bench() {
        return bench;
    }

    Neighbours limits(Duration slowAfter, Duration timeLimit) {
        limits = new DeliverySettings(slowAfter, timeLimit);
        return this;
    }

    /** By itself, no time passes between attempts. */
    Neighbours waits(RandomGenerator some) {
        random = some;
        return this;
    }

    /** Installs the bad plugin; its setup may use {@code seen}. */
    void install(String members, String setup) {
        PluginJar.of(Workbench.source("bad", members, setup)).writeTo(bench.plugins(), "bad.jar");
    }

    /** Installs the bad plugin with one handler. */
    void installHandler(String members, String handler) {
        install(members, handling(handler));
    }

    static String handling(String statements) {
        return "setup.on(NewUnread.class).handle((event, context) -> { int number = event.chat().unread(); "
                + statements + " });";
    }

    void start(Seen bad) throws Exception {
        start(bad, 1);
    }

    void start(Seen bad, int parallelism) throws Exception {
        PluginUse use = new PluginUse("bad", "bad", Set.of("sales"), parallelism, false, bad, "vigia.conf: 12");
        running = List.of(bench.start(limits, random, use, healthy.use("healthy", "healthy")));
    }

    void stop() {
        running.forEach(Dispatch::close);
        running = List.of();
    }

    /** Something new to read in a chat. */
    int commit(String chat) throws StoreException {
        int number = committed.size() + 1;
        committed.add(System.nanoTime());
        bench.newUnread(chat, number);
        return number;
    }

    /** Several events of a chat, seen in one look. */
    void commit(String chat, int events) throws StoreException {
        List<Fact> facts = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            committed.add(System.nanoTime());
            facts.add(Workbench.fact(chat, committed.size()));
        }
        bench.commit(Instant.now(), facts);
    }

    /** Waits until something is so, while something new comes to another chat all the time. */
    void whileOthersWrite(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            commit("other");
            assertion.run();
        });
    }

    static void awaitThat(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    /** The healthy plugin got all there is, in order, each event shortly after its commit. */
    void checkHealthy() {
        awaitThat(() -> assertThat(healthy.lines()).hasSameSizeAs(committed));
        List<String[]> lines =
                healthy.lines().stream().map(line -> line.split(" ")).toList();
        assertThat(lines.stream().map(line -> line[0])).containsExactlyElementsOf(numbers());
        for (int i = 0; i < committed.size(); i++) {
            Duration late = Duration.ofNanos(Long.parseLong(lines.get(i)[1]) - committed.get(i));
            assertThat(late).as("event %d", i + 1).isLessThan(IN_TIME);
        }
    }

    /** The number of every event that there is. */
    List<String> numbers() {
        return IntStream.rangeClosed(1, committed.size())
                .mapToObj(String::valueOf)
                .toList();
    }

    /** All that was logged at a level. */
    List<String> logged(Level level) {
        return log.stream().filter(line -> line.startsWith(level + " ")).toList();
    }

    void close() throws Exception {
        bench.close();
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
