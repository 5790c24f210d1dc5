package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The way of a plugin's author, from nothing to a plugin that gets its events. */
class NewPluginIT {
    private static final String PHONE = "5511911111111";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void leadsFromAnEmptyDirectoryToAPluginThatRuns() throws IOException {
        Workplace workplace = new Workplace(directory);
        assertThat(workplace.run("plugins", "new", "night-reply").wentWell().out())
                .contains("src/main/java/com/example/nightreply/NightReply.java");
        workplace.run("plugins", "new", "night-reply").failed(1).saying("is there already");

        Ended build = workplace.runMaven("night-reply", "package");
        assertThat(build.code()).as(build.out()).isZero();
        assertThat(build.out()).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");

        String jar = "night-reply/target/night-reply.jar";
        assertThat(workplace.run("plugins", "check", jar).wentWell().out())
                .isEqualTo("ok: plugin night-reply, version 0.1.0: Logs who writes, and answers once a day\n");
        Files.copy(workplace.file(jar), workplace.copyOfBundledPlugins().resolve("night-reply.jar"));
        SimulatedAccount shop = simulator.account("shop");
        shop.add(PHONE, "Ana");
        workplace.configure(
                simulator.simulator().baseUrl(),
                "accounts.shop { instance = shop, token = shop-token }",
                "plugin-directory = plugins",
                "plugins.journal { use = journal }",
                "plugins.night { use = night-reply, settings { text = Amanhã } }");
        assertThat(workplace.run("plugins", "list", "--settings").wentWell().out())
                .contains("night-reply", "The answer, at most one a chat and day", "America/Sao_Paulo");
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            shop.receive(PHONE, 2);
            agent.awaitErr("Ana has 2 to read");
            agent.awaitThat(
                    () -> assertThat(workplace.journal()).anyMatch(told -> Objects.equals(told.type(), "action.done")));
        }
    }
}
