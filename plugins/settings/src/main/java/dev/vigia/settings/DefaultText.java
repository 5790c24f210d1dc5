package dev.vigia.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text of a {@code @Default}. It is HOCON where a list, a map or a record is wanted. Where a single value is wanted it is that
 * value, so that nobody writes {@code "\"09:00\""} or {@code "\"#general\""}; quotes around it are taken off all the same.
 */
final class DefaultText {
    private DefaultText() {}

    /** Empty if it is not HOCON, which is reported. */
    static Optional<Setting> parse(String text, Type type, String key, Place place, Problems problems) {
        boolean single = !(type instanceof ParameterizedType) && !(type instanceof Class<?> raw && raw.isRecord());
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        try {
            ConfigValue value = single && !quoted
                    ? ConfigValueFactory.fromAnyRef(text)
                    : ConfigFactory.parseString("v = " + text).getValue("v");
            return Optional.of(new Setting(value, List.of(key), place, problems));
        } catch (ConfigException e) {
            problems.add(place, key + " has a default that is not HOCON");
            return Optional.empty();
        }
    }
}
