package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What an agent has to go through: accounts that never rest, plugins that write down all they are told and ask for things to be done, and
 * whatever a test does to it meanwhile. In the end {@link Proof} looks at what became of it all.
 */
final class Ordeal implements AutoCloseable {
    /** Where all that is left to chance begins; {@code -Dvigia.seed=7} begins elsewhere. */
    static final long SEED = Long.getLong("vigia.seed", 1);

    /** Those that write down what they are told. */
    static final List<String> RECORDERS = List.of("single", "side", "slow");

    private static final String TOKEN = "canary4Q8Z0T";
    private static final String CLIENT_TOKEN = "canaryF9c7Xw";
    private static final Secrets SECRETS = Secrets.of(TOKEN, CLIENT_TOKEN);

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private final Simulator simulator;
    private final List<Chronicle> chronicles;
    private final Workplace workplace;

    Ordeal(Simulator simulator, Path directory) {
        this.simulator = simulator;
        Random world = new Random(SEED + 1); // The world has its own, for it lives on a thread of its own.
        this.chronicles = List.of(
                new Chronicle(account("loja"), world, 12),
                // One that takes several requests to read.
                new Chronicle(account("suporte"), world, 20),
                new Chronicle(account("arquivo"), world, 12).removing());
        this.workplace = new Workplace(directory)
                .environment("TOKEN", TOKEN)
                .environment("CLIENT_TOKEN", CLIENT_TOKEN)
                .configure(
                        simulator.baseUrl(),
                        configuration("loja", ""),
                        configuration("suporte", "poll { page-size = 5, sweep-every = 2s }"),
                        configuration("arquivo", "poll { sweep-every = 1s, removal.min-gap = 0s }"),
                        "actions { per-chat-per-hour = 10000, per-account-per-minute = 10000 }",
                        "plugin-directory = plugins",
                        "plugins.single { use = recorder, from = start, settings.directory = told/single }",
                        "plugins.side { use = recorder, from = start, parallelism = 4, settings.directory = told/side }",
                        "plugins.slow { use = recorder, from = start, parallelism = 2 }",
                        "plugins.slow.settings { directory = told/slow, slow-every = 40 }",
                        "plugins.actor { use = actor, from = start, accounts = [loja, suporte] }");
        Witnesses.writeTo(workplace.makeDirectory("plugins"));
        workplace.makeDirectory("data");
        workplace.makeDirectory("told");
    }

    private SimulatedAccount account(String name) {
        return simulator.account(name, TOKEN, CLIENT_TOKEN);
    }

    private static String configuration(String account, String more) {
        return "accounts.%s { instance = %s, token = ${TOKEN}, client-token = ${CLIENT_TOKEN}, %s }"
                .formatted(account, account, more);
    }

    Random random() {
        return random;
    }

    Workplace workplace() {
        return workplace;
    }

    List<Chronicle> chronicles() {
        return chronicles;
    }

    /** The accounts for which a plugin asks for something to be done. */
    List<SimulatedAccount> answered() {
        return chronicles.stream()
                .map(Chronicle::account)
                .filter(account -> !account.instance().equals("arquivo"))
                .toList();
    }

    /** Has a test lead an agent through an ordeal; a failure names the seed. */
    static void with(Simulator simulator, Path directory, Consumer<Ordeal> test) {
        try (Ordeal ordeal = new Ordeal(simulator, directory)) {
            test.accept(ordeal);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("with -Dvigia.seed=" + SEED, e);
        }
    }

    /** Opens the database. */
    Database database() {
        return new Database(databaseFile());
    }

    Path databaseFile() {
        return workplace.file("data/vigia.db");
    }

    /** What the recorder that is slow is busy with, as long as it is. */
    Path busy() {
        return workplace.file("told/slow.busy");
    }

    RunningAgent start() {
        try {
            Files.deleteIfExists(busy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return workplace.start("run");
    }

    /** Starts the agent, and the world as soon as all accounts have their baseline. */
    RunningAgent begin() {
        RunningAgent agent = start();
        agent.awaitThat(() -> {
            for (String recorder : RECORDERS) {
                assertThat(Workplace.text(workplace.file("told/" + recorder + "/1.log"))
                                .lines())
                        .hasSize(chronicles.size());
            }
        });
        ScheduledFuture<?> unused =
                time.scheduleWithFixedDelay(() -> chronicles.forEach(Chronicle::goOn), 0, 60, TimeUnit.MILLISECONDS);
        return agent;
    }

    /** Nothing more happens in the world, but for what the agent does to it. */
    private void rest() {
        time.shutdown();
        try {
            assertThat(time.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the agent has asked so many times more for each account's chats. */
    void awaitLooks(RunningAgent agent, int more) {
        List<Integer> before = looks();
        agent.awaitThat(() -> {
            List<Integer> now = looks();
            for (int i = 0; i < now.size(); i++) {
                assertThat(now.get(i)).isGreaterThanOrEqualTo(before.get(i) + more);
            }
        });
    }

    /** Waits until the agent has asked once more for the chats of any account. */
    void awaitLook(RunningAgent agent) {
        List<Integer> before = looks();
        agent.awaitThat(() -> assertThat(looks()).isNotEqualTo(before));
    }

    private List<Integer> looks() {
        return chronicles.stream()
                .map(chronicle -> chronicle.account().requests(Call.CHATS))
                .toList();
    }

    /** Lets the world come to rest and the agent do all that is left to do, kills it and looks at everything. */
    Proof end(RunningAgent agent) {
        return end(agent, () -> {});
    }

    /** @param beforeReading makes the database be where it can be read */
    Proof end(RunningAgent agent, Runnable beforeReading) {
        rest();
        agent.awaitThat(() -> {
            beforeReading.run();
            try (Database database = database()) {
                checkIsAtRest(database);
            }
        });
        agent.kill();
        workplace.startedBy();
        SECRETS.shouldNotBeIn(workplace.file("."));
        try (Database database = database()) {
            return Proof.of(this, database);
        }
    }

    private void checkIsAtRest(Database database) {
        List<Told> events = database.events();
        chronicles.forEach(chronicle -> chronicle.checkIsUpToDate(events));
        assertThat(database.query("SELECT id, state FROM action WHERE state IN ('ready', 'sending')"))
                .isEmpty();
        assertThat(database.query(
                        "SELECT instance, account, seq, next_seq FROM plugin_cursor NATURAL JOIN account_state"
                                + " WHERE seq < next_seq - 1"))
                .isEmpty();
    }

    @Override
    public void close() {
        time.shutdownNow();
    }
}
