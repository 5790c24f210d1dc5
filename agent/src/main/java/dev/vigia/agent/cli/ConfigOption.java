package dev.vigia.agent.cli;

import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.config.LocalConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration (default: ${DEFAULT-VALUE}).",
            defaultValue = "conf/vigia.conf")
    private Path file = Path.of("conf/vigia.conf");

    AgentConfig load() {
        return source().load();
    }

    ConfigSource source() {
        return new ConfigSource(file, System.getenv(), System.getProperties());
    }

    LocalConfig loadLocal() {
        return LocalConfig.load(file, System.getenv(), System.getProperties());
    }
}
