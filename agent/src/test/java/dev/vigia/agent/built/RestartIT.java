package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that is killed or stopped while the world goes on, and started again, loses, repeats and invents nothing.
 *
 * <p>{@code -Dvigia.kills=200 -Dvigia.seed=7} kills more often, and at other moments.
 */
@Order(1) // the longest begins first
class RestartIT {
    private static final int KILLS = Integer.getInteger("vigia.kills", 12);
    private static final long SEED = Long.getLong("vigia.seed", 1);

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private List<Chronicle> chronicles = List.of();
    private Workplace workplace = new Workplace(directory);

    @BeforeEach
    void makeWorld() {
        workplace = new Workplace(directory);
        Chronicle onePage = new Chronicle(simulator.account("loja"), random, 12);
        // One that takes ten requests to read, which the list's own motion makes harder.
        Chronicle manyPages = new Chronicle(simulator.account("suporte"), random, 40);
        chronicles = List.of(onePage, manyPages);
    }

    private void configure(String... more) {
        workplace.configure(
                simulator.simulator().baseUrl(),
                "accounts.loja { instance = loja, token = loja-token }",
                "accounts.suporte { instance = suporte, token = suporte-token }",
                "accounts.suporte.poll { page-size = 5, sweep-every = 2s }",
                "zapi.requests-per-second = 20",
                "plugins.journal { use = journal }",
                String.join("\n", more));
    }

    @AfterEach
    void endWorld() {
        time.shutdownNow();
    }

    @Test
    void losesRepeatsAndInventsNothing_whenKilledAtAnyMoment() {
        configure();
        int beforeTheWorldMoves = KILLS / 4;
        for (int kill = 0; kill < KILLS; kill++) {
            try (RunningAgent agent = workplace.start("run")) {
                if (kill == beforeTheWorldMoves) {
                    agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(2));
                    live();
                }
                if (kill < beforeTheWorldMoves) {
                    awaitRequests(agent, 1 + random.nextInt(9)); // fewer than the first look at both takes
                } else {
                    awaitAnyMoment(agent);
                }
                agent.kill();
            }
        }
        rest();
        try (RunningAgent agent = workplace.start("run")) {
            awaitUpToDate(agent);
            check(workplace.chats());
            agent.kill();
        }
        check(workplace.chats());
    }

    @Test
    void endsWithinSecondsLosesAndRepeatsNothing_whenStoppedAtWork() {
        // A journal does not write twice what is delivered twice; this plugin does, and is slow at it.
        Path plugins = workplace.copyOfBundledPlugins();
        PluginJar.of(PluginJar.source("Tally", "tally", "public record Settings(java.nio.file.Path file) {}", """
                        java.nio.file.Path file = setup.settings(Settings.class).file();
                        setup.on(Event.class).handle((event, context) -> {
                            Thread.sleep(2);
                            java.nio.file.Files.writeString(file, event.meta().id() + "\\n",
                                    java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                        });
                        """))
                .writeTo(plugins, "tally.jar");
        configure("plugin-directory = plugins", "plugins.tally { use = tally, settings.file = data/tally }");
        for (int stop = 0; stop < 4; stop++) {
            try (RunningAgent agent = workplace.start("run")) {
                if (stop == 0) {
                    agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(2));
                    live();
                }
                awaitMomentAtWork(agent);
                Ended ended = agent.terminate();
                assertThat(ended.code()).isEqualTo(Ended.TERMINATED);
                assertThat(ended.err()).contains("Stopped; everything").doesNotContain("WARN", "ERROR", "\tat ");
            }
        }
        rest();
        try (RunningAgent agent = workplace.start("run")) {
            awaitUpToDate(agent);
            agent.awaitThat(() -> assertThat(tally()).hasSameSizeAs(workplace.journal()));
            agent.terminate();
        }
        check(workplace.chats());
        assertThat(tally())
                .containsExactlyInAnyOrderElementsOf(
                        workplace.wholeJournal().stream().map(Told::id).toList());
    }

    private List<String> tally() {
        return Workplace.text(workplace.file("data/tally")).lines().toList();
    }

    private void live() {
        ScheduledFuture<?> unused =
                time.scheduleWithFixedDelay(() -> chronicles.forEach(Chronicle::goOn), 0, 15, TimeUnit.MILLISECONDS);
    }

    private void rest() {
        time.shutdown();
        try {
            assertThat(time.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some moment of its start or of its work. */
    private void awaitAnyMoment(RunningAgent agent) {
        if (random.nextInt(4) == 0) {
            agent.runsFor(Duration.ofMillis(random.nextInt(1_500)));
        } else {
            awaitMomentAtWork(agent);
        }
    }

    private void awaitMomentAtWork(RunningAgent agent) {
        awaitRequests(agent, 1 + random.nextInt(20));
        agent.runsFor(Duration.ofMillis(random.nextInt(100)));
    }

    private void awaitRequests(RunningAgent agent, int more) {
        long last = simulator.simulator().requests() + more;
        agent.awaitThat(() -> assertThat(simulator.simulator().requests()).isGreaterThanOrEqualTo(last));
    }

    private void awaitUpToDate(RunningAgent agent) {
        agent.awaitThat(() -> chronicles.forEach(chronicle -> chronicle.checkIsUpToDate(workplace.journal())));
        for (Chronicle chronicle : chronicles) {
            int asked = chronicle.account().requests(Call.CHATS);
            agent.awaitThat(
                    () -> assertThat(chronicle.account().requests(Call.CHATS)).isGreaterThan(asked + 2));
        }
    }

    private void check(List<Map<String, Object>> known) {
        List<Told> journal = workplace.wholeJournal();
        assertThat(journal).as("seed %d", SEED).extracting(Told::id).doesNotHaveDuplicates();
        for (Chronicle chronicle : chronicles) {
            chronicle.check(journal);
            chronicle.checkKnown(known);
        }
    }
}
