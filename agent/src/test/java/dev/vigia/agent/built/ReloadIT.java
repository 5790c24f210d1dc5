package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is never restarted, though its operator changes all that can be changed. */
class ReloadIT {
    private static final String ANA = "5511911111111";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private static void installTally(Path plugins) {
        PluginJar.of(PluginJar.source("Tally", "tally", "public record Settings(java.nio.file.Path file) {}", """
                        java.nio.file.Path file = setup.settings(Settings.class).file();
                        setup.on(NewUnread.class).handle((event, context) ->
                                java.nio.file.Files.writeString(file, event.chat().unread() + "\\n",
                                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND));
                        """))
                .version("1.0")
                .writeTo(plugins, "tally.jar");
    }

    private void configure(Workplace workplace, String... lines) {
        List<String> all = new ArrayList<>(
                List.of("accounts.sales { instance = sales, token = sales-token }", "plugin-directory = plugins"));
        all.addAll(List.of(lines));
        workplace.configure(simulator.simulator().baseUrl(), all.toArray(String[]::new));
    }

    private void awaitUnread(RunningAgent agent, Workplace workplace, SimulatedAccount sales) {
        sales.receive(ANA, 1);
        agent.awaitThat(() -> assertThat(workplace.journal())
                .anyMatch(told -> told.type().equals("chat.new-unread")
                        && told.data()
                                .toString()
                                .contains("unread=" + (double) sales.chat(ANA).unread())));
    }

    @Test
    void pluginsAndSettingsComeAndGo_withoutARestart() throws IOException {
        SimulatedAccount sales = simulator.account("sales");
        sales.add(ANA, "Ana");
        Workplace workplace = new Workplace(directory);
        Path plugins = workplace.copyOfBundledPlugins();
        configure(workplace, "plugins.journal.use = journal");
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));

            installTally(plugins);
            configure(
                    workplace,
                    "plugins.journal { use = journal, settings.max-size = 1MiB }",
                    "plugins.tally { use = tally, settings.file = data/tally }");
            agent.awaitErr("Plugin instance journal restarted: its settings changed")
                    .awaitErr("Plugin instance tally added: tally 1.0 (plugins/tally.jar)");
            awaitUnread(agent, workplace, sales);
            agent.awaitThat(() ->
                    assertThat(Workplace.text(workplace.file("data/tally"))).isEqualTo("1\n"));

            configure(workplace, "plugins.journal { use = journal, settings.max-size = plenty }", "frobnicate = 1");
            agent.awaitErr("unknown key 'frobnicate'").awaitErr("Nothing was reloaded");
            workplace.run("reload").failed(1).saying("unknown key 'frobnicate'", "the agent goes on as it was");

            configure(workplace, "plugins.journal { use = journal, settings.max-size = plenty }", "watch = false");
            workplace.run("reload").failed(1).saying("Not changed: ", "journal", "is no size");

            Files.delete(plugins.resolve("tally.jar"));
            configure(workplace, "plugins.journal { use = journal, settings.max-size = 1MiB }", "watch = false");
            assertThat(workplace.run("reload").wentWell().out()).isEqualTo("Nothing has changed\n");
            awaitUnread(agent, workplace, sales);

            assertThat(agent.terminate().code()).isEqualTo(Ended.TERMINATED);
        }
        assertThat(workplace.wholeJournal()).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(Workplace.text(workplace.file("data/tally"))).isEqualTo("1\n");
        workplace.run("reload").failed(1).saying("No agent is running on the database of this configuration");
    }
}
