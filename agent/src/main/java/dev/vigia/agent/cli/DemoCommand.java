package dev.vigia.agent.cli;

import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.simulator.Life;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia demo}: an agent that watches simulated accounts. */
@Command(
        name = "demo",
        description =
                "Shows what the agent does, with two simulated accounts. Contacts nobody and needs no configuration.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<String> ACCOUNTS = List.of("loja", "suporte");
    private static final int CHATS_EACH = 15;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "How many things happen each second, an account (default: ${DEFAULT-VALUE}).")
    private double rate = 0.5;

    @Override
    public Integer call() throws Exception {
        if (!(rate > 0 && rate <= SimulateCommand.MOST_PER_SECOND)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate must be above 0, and at most " + SimulateCommand.MOST_PER_SECOND);
        }
        Path directory = Files.createTempDirectory("vigia-demo-");
        Simulator simulator = Simulator.start(0);
        for (String name : ACCOUNTS) {
            SimulatedAccount account = simulator.account(name, name + "-token", null);
            Life life = new Life(account, new Random());
            life.populate(CHATS_EACH);
            life.run(rate);
        }
        Path file = Files.writeString(directory.resolve("vigia.conf"), configuration(simulator, directory));
        ConfigSource source = new ConfigSource(file, Map.of(), new Properties());
        AgentConfig config = source.load();
        tell(directory);
        Service.run(config, source);
        return 0;
    }

    private static String configuration(Simulator simulator, Path directory) {
        StringBuilder text = new StringBuilder("# What the demo runs with.\nvigia {\n");
        for (String name : ACCOUNTS) {
            text.append("  accounts.%s { instance = %s, token = %s-token }\n".formatted(name, name, name));
        }
        return text.append("""
                          zapi.base-url = "%s"
                          poll.interval = 2s
                          store.url = "jdbc:sqlite:%s/vigia.db"
                          plugin-directory = "%s"
                          plugins {
                            console { use = console }
                            journal { use = journal, settings { file = "%s/events.jsonl" } }
                          }
                          web.port = 0
                        }
                        """.formatted(simulator.baseUrl(), directory, Home.plugins(), directory))
                .toString();
    }

    private void tell(Path directory) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("This is a demo: two simulated WhatsApp accounts, " + String.join(" and ", ACCOUNTS)
                + ", nothing real is contacted. Ctrl-C stops it.");
        out.println(
                "Each line below is an event, printed by the plugin console; the plugin journal writes the same events to");
        out.println(
                directory.resolve("events.jsonl") + ". The chats: vigia chats -c " + directory.resolve("vigia.conf"));
        out.println();
        out.flush();
    }
}
