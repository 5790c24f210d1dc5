package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Where an operator of these tests writes files and sets variables, and starts the agent. */
final class Desk {
    final Map<String, String> environment = new HashMap<>();
    final Properties properties = new Properties();
    final Path directory;

    Desk(Path directory) {
        this.directory = directory;
    }

    Desk write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Desk set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    AgentConfig load() {
        return AgentConfig.load(directory.resolve("vigia.conf"), environment, properties);
    }

    AgentConfig load(String content) {
        return write("vigia.conf", content).load();
    }

    /** What the agent complains of, without the desk's own directory. */
    List<String> problems() {
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, this::load);
        return Objects.requireNonNull(refused, "the configuration was taken").problems().stream()
                .map(problem -> problem.replace(directory + "/", ""))
                .toList();
    }

    List<String> problems(String content) {
        return write("vigia.conf", content).problems();
    }
}
