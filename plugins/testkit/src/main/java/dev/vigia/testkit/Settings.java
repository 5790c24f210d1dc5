package dev.vigia.testkit;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import dev.vigia.settings.Places;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Section;
import java.util.List;
import java.util.Optional;

/** The settings of a plugin, from HOCON text to its record. */
final class Settings implements SettingsSource {
    private static final String NAME = "settings";

    private final String text;

    Settings(String text) {
        this.text = text;
    }

    @Override
    public <R extends Record> R as(Class<R> type) {
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
