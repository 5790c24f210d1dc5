package dev.vigia.agent.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where the configuration is read from, as often as somebody asks. Not a record: the environment holds secrets. */
public final class ConfigSource {
    private final Path file;
    private final Map<String, String> environment;
    private final Properties properties;

    /** Takes what {@link AgentConfig#load} takes. */
    public ConfigSource(Path file, Map<String, String> environment, Properties properties) {
        this.file = file;
        this.environment = environment;
        this.properties = properties;
    }

    /** What the operator edits. */
    public Path file() {
        return file;
    }

    /**
     * Reads all of it anew.
     *
     * @throws InvalidConfigException with every problem at once
     */
    public AgentConfig load() {
        return AgentConfig.load(file, environment, properties);
    }
}
