package dev.vigia.agent.cli;

import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.WatchedAccount;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia run}: watches the configured accounts until it is stopped. */
@Command(
        name = "run",
        description = "Watches the configured accounts until it is stopped (Ctrl-C, or SIGTERM by a service manager).",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger("vigia");

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        ConfigSource source = config.source();
        AgentConfig loaded = source.load();
        log.info(
                "Vigia {} watches {}; plugins: {}",
                VersionCommand.version(),
                names(loaded.accounts().stream()
                        .map(WatchedAccount::account)
                        .map(Object::toString)
                        .toList()),
                names(loaded.plugins().stream().map(PluginUse::instance).toList()));
        Service.run(loaded, source);
        return 0;
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
    }
}
