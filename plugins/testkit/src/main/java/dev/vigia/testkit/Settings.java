package dev.vigia.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
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
        List<String> problems = new ArrayList<>();
        Section section = new Section(parse().root(), NAME, problems);
        Optional<R> bound = new RecordBinder(0).record(type, section);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems.stream().distinct().toList());
        }
        return bound.orElseThrow(() -> new InvalidSettingsException(List.of(NAME + " cannot be read")));
    }

    private Config parse() {
        try {
            return ConfigFactory.parseString(text).resolve();
        } catch (ConfigException e) {
            throw new InvalidSettingsException(List.of(NAME + " cannot be read as HOCON: " + e.getMessage()));
        }
    }
}
