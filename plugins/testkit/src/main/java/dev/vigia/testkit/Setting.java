package dev.vigia.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One value of the settings. Its conversions report what is wrong, in the agent's words, and are empty then. */
final class Setting {
    private static final String DURATION = "a duration such as 30s, 5m or 7d";

    private final ConfigValue value;
    private final String name;
    private final List<String> problems;

    /** @param name the path as one writes it; an item of a list is {@code key[0]} */
    Setting(ConfigValue value, String name, List<String> problems) {
        this.value = value;
        this.name = name;
        this.problems = problems;
    }

    /** Reports a problem. Returns empty, for the conversion that met it. */
    <T> Optional<T> wrong(String what) {
        problems.add(name + " " + what);
        return Optional.empty();
    }

    Optional<String> text() {
        return scalar("a text").map(scalar -> scalar.getString("v"));
    }

    Optional<Boolean> flag() {
        return read("true or false", scalar -> scalar.getBoolean("v"));
    }

    Optional<BigDecimal> number() {
        return parsed("a number", BigDecimal::new);
    }

    Optional<Long> whole(long least, long most) {
        return parsed("a whole number", text -> new BigDecimal(text).longValueExact())
                .flatMap(number -> number < least
                        ? wrong("must be at least " + least + ", not " + number)
                        : number > most ? wrong("must be at most " + most + ", not " + number) : Optional.of(number));
    }

    boolean hasByteUnit() {
        return value.valueType() == ConfigValueType.STRING
                && value.atKey("v").getString("v").matches("\\s*[0-9.]+\\s*[kKMGT]?i?B\\s*");
    }

    Optional<Long> bytes() {
        return read("a size such as 512 KiB or 8 MiB", scalar -> scalar.getBytes("v"));
    }

    Optional<Duration> duration() {
        return scalar(DURATION)
                .flatMap(scalar -> scalar.getString("v").matches("[+-]?[0-9.]+")
                        ? wrong("has no unit; write " + DURATION)
                        : read(DURATION, same -> same.getDuration("v")));
    }

    /** A value in a form of its own. The function refuses one by any {@link RuntimeException}. */
    <T> Optional<T> parsed(String expected, Function<String, T> parser) {
        return read(expected, scalar -> parser.apply(scalar.getString("v")));
    }

    Optional<List<Setting>> items() {
        if (!(value instanceof ConfigList list)) {
            return wrong("must be a list: [ … ], not " + kind());
        }
        List<Setting> items = new ArrayList<>();
        list.forEach(item -> items.add(new Setting(item, name + "[" + items.size() + "]", problems)));
        return Optional.of(items);
    }

    Optional<Section> section() {
        return value instanceof ConfigObject object
                ? Optional.of(new Section(object, name, problems))
                : wrong("must be a section: { … }, not " + kind());
    }

    private <T> Optional<T> read(String expected, Function<Config, T> reader) {
        return scalar(expected).flatMap(scalar -> {
            try {
                return Optional.of(reader.apply(scalar));
            } catch (RuntimeException e) {
                return wrong("must be " + expected);
            }
        });
    }

    /** A single value, under the key {@code v} because the library converts only what has a path. */
    private Optional<Config> scalar(String expected) {
        return value instanceof ConfigObject || value instanceof ConfigList || value.valueType() == ConfigValueType.NULL
                ? wrong("must be " + expected + ", not " + kind())
                : Optional.of(value.atKey("v"));
    }

    private String kind() {
        return switch (value.valueType()) {
            case OBJECT -> "a section";
            case LIST -> "a list";
            case NULL -> "null";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a text";
        };
    }
}
