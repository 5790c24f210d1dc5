package dev.vigia.testkit;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.vigia.settings.Places;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Section;
import java.util.List;
import java.util.Optional;

/** The settings of a plugin, from HOCON text to its record. */
final class Settings {
    private static final String NAME = "settings";

    /** The settings cannot be used. Names everything that is wrong. */
    static final class InvalidSettingsException extends RuntimeException {
        private final List<String> problems;

        InvalidSettingsException(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        List<String> problems() {
            return problems;
        }
    }

    /** The settings of a plugin that reads none: every key that it is given is unknown. */
    record None() {}

    private final String text;

    Settings(String text) {
        this.text = text;
    }

    /** @throws InvalidSettingsException with every problem at once */
    <R extends Record> R as(Class<R> type) {
        ConfigObject written = parse();
        Problems problems = new Problems(new Places(List.of(written.atKey(NAME).root())));
        Optional<R> bound = Section.of(written, NAME, problems).as(type);
        problems.throwIfAny(InvalidSettingsException::new);
        return bound.orElseThrow(() -> new InvalidSettingsException(List.of(NAME + " cannot be read")));
    }

    private ConfigObject parse() {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setOriginDescription(NAME))
                    .resolve()
                    .root();
        } catch (ConfigException e) {
            throw new InvalidSettingsException(List.of(NAME + " cannot be read as HOCON: " + e.getMessage()));
        }
    }
}
