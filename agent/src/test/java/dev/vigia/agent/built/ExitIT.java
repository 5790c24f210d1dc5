package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that ends the process is found out, and after three times left out, so that the others can work. */
class ExitIT {
    private static final String PHONE = "5511911111111";
    private static final int EXIT_CODE = 42;
    private static final String NOT_STARTED = "Not started: the plugin instance quitter";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private Workplace workplace;
    private SimulatedAccount shop;

    @BeforeEach
    void open() {
        workplace = new Workplace(directory);
        shop = simulator.account("shop");
        shop.add(PHONE, "Ana");
    }

    /** Tells in a file of each event that it gets; what it does with one of a chat is a statement. */
    private void install(String statement) {
        PluginJar.of(PluginJar.source(
                        "Quitter", "quitter", "public record Settings(java.nio.file.Path file) {}", """
                        java.nio.file.Path file = setup.settings(Settings.class).file();
                        setup.on(NewUnread.class).handle((event, context) -> {
                            java.nio.file.Files.writeString(file, event.meta().id() + "\\n",
                                    java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                            %s
                        });
                        """.formatted(
                                        statement)))
                .writeTo(workplace.copyOfBundledPlugins(), "quitter.jar");
        workplace.configure(
                simulator.simulator().baseUrl(),
                "accounts.shop { instance = shop, token = shop-token }",
                "plugin-directory = plugins",
                "plugins.quitter { use = quitter, settings.file = data/quitter }",
                "plugins.journal { use = journal }");
    }

    private List<String> quitterGot() {
        return Workplace.text(workplace.file("data/quitter")).lines().toList();
    }

    private RunningAgent start() {
        return workplace.start("run");
    }

    private List<Told> awaitJournal(RunningAgent agent, int events) {
        agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(events));
        return workplace.journal();
    }

    @Test
    void aPluginThatExits_isLeftOutAfterThreeTimes_untilTheAgentWasStoppedInOrder() {
        install("System.exit(" + EXIT_CODE + ");");
        try (RunningAgent agent = start()) {
            awaitJournal(agent, 1);
            shop.receive(PHONE, 1);
            assertExit(agent.end());
        }
        for (int exit = 2; exit <= 3; exit++) {
            try (RunningAgent agent = start()) {
                assertExit(agent.end());
            }
        }
        assertThat(quitterGot()).hasSize(3).containsOnly(quitterGot().get(0));

        try (RunningAgent agent = start()) {
            agent.awaitErr(NOT_STARTED);
            shop.receive(PHONE, 1);
            List<Told> journal = awaitJournal(agent, 3);
            assertThat(journal).extracting(Told::id).doesNotHaveDuplicates();
            assertThat(journal.get(1).id()).isEqualTo(quitterGot().get(0));
            Ended ended = agent.terminate();
            assertThat(ended.code()).isEqualTo(Ended.TERMINATED);
            assertThat(ended.err().lines().filter(line -> line.contains("ERROR")))
                    .singleElement()
                    .asString()
                    .contains(NOT_STARTED, "3 times in a row", "events are kept", "correct or replace the plugin");
        }
        assertThat(quitterGot()).hasSize(3);

        try (RunningAgent agent = start()) {
            assertExit(agent.end());
        }
        assertThat(quitterGot()).hasSize(4).containsOnly(quitterGot().get(0));
    }

    private static void assertExit(Ended ended) {
        assertThat(ended.code()).isEqualTo(EXIT_CODE);
        assertThat(ended.err().lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains(
                        "The plugin instance quitter is ending the agent's process by System.exit", "delivered again");
    }

    @Test
    void aThreadThatAPluginStarted_exitsInItsName() {
        install("Thread thread = new Thread(() -> System.exit(" + EXIT_CODE + ")); thread.start(); thread.join();");
        try (RunningAgent agent = start()) {
            awaitJournal(agent, 1);
            shop.receive(PHONE, 1);
            assertExit(agent.end());
        }
        for (int exit = 2; exit <= 3; exit++) {
            try (RunningAgent agent = start()) {
                assertExit(agent.end());
            }
        }
        try (RunningAgent agent = start()) {
            agent.awaitErr(NOT_STARTED);
            agent.kill();
        }
        // Nobody stopped it in order.
        try (RunningAgent agent = start()) {
            agent.awaitErr(NOT_STARTED);
        }
    }

    @Test
    void anExitInSetup_isFoundOutAsWell() {
        install("");
        PluginJar.withSetup("quitter", "System.exit(" + EXIT_CODE + ");")
                .writeTo(workplace.file("plugins"), "quitter.jar");
        workplace.configure(
                simulator.simulator().baseUrl(),
                "accounts.shop { instance = shop, token = shop-token }",
                "plugin-directory = plugins",
                "delivery.slow-after = 500ms",
                "plugins.quitter { use = quitter }",
                "plugins.journal { use = journal }");
        try (RunningAgent agent = start()) {
            assertExit(agent.end());
        }
    }

    @Test
    void aKillDuringADelivery_isNoExitOfThePlugin() {
        install("Thread.sleep(60_000);");
        try (RunningAgent agent = start()) {
            awaitJournal(agent, 1);
            shop.receive(PHONE, 1);
            agent.awaitThat(() -> assertThat(quitterGot()).hasSize(1));
            agent.kill();
        }
        for (int kill = 2; kill <= 4; kill++) {
            int deliveries = kill;
            try (RunningAgent agent = start()) {
                agent.awaitThat(() -> assertThat(quitterGot()).hasSize(deliveries));
                agent.kill();
                assertThat(agent.err()).doesNotContain(NOT_STARTED, "ERROR");
            }
        }
        assertThat(quitterGot()).containsOnly(quitterGot().get(0));
    }
}
