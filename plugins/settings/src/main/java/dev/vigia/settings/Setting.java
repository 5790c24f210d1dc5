package dev.vigia.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One value of the configuration, with its path and place. Its conversions report what is wrong and are empty then; a text that cannot
 * be read is never in the message, for it may be a secret on the wrong line.
 */
public final class Setting {
    /** Stands in texts for what is missing and was reported already. A setting that holds it is empty, and nothing more is said of it. */
    public static final String UNSET = "\0unset\0";

    private final ConfigValue value;
    private final List<String> path;
    private final Place place;
    private final Problems problems;

    Setting(ConfigValue value, List<String> path, Place place, Problems problems) {
        this.value = value;
        this.path = path;
        this.place = place;
        this.problems = problems;
    }

    /** The path of a key in the section of a path. */
    public static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    /** A path as one writes it; an item of a list is {@code key[0]}. */
    public static String name(List<String> path) {
        return path.stream()
                .map(key -> key.startsWith("[") ? key : "." + ConfigUtil.joinPath(key))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** A value without its place. Single values stay as they were written: {@code 007} is not {@code 7}. */
    static Object written(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> written(entry.getValue())));
        }
        if (value instanceof ConfigList list) {
            return list.stream().map(Setting::written).toList();
        }
        return value.valueType() == ConfigValueType.NULL
                ? value.valueType()
                : List.of(value.valueType(), value.atKey("v").getString("v"));
    }

    /** Where it is written. */
    public Place place() {
        return place;
    }

    /** Its whole path. */
    public String name() {
        return name(path);
    }

    /** The last part of its path. */
    public String key() {
        return path.get(path.size() - 1);
    }

    /** Reports a problem. Returns empty, for the conversion that met it. */
    public <T> Optional<T> wrong(String what) {
        problems.add(place, name() + " " + what);
        return Optional.empty();
    }

    /** A text, a number or true or false, as it was written. */
    public Optional<String> text() {
        return scalar("a text").map(Scalar::text);
    }

    /** True or false. */
    public Optional<Boolean> flag() {
        return read("true or false", scalar -> scalar.config().getBoolean("v"));
    }

    /** A number. */
    public Optional<BigDecimal> number() {
        return read("a number", scalar -> new BigDecimal(scalar.text()));
    }

    /** A whole number within limits, both included. */
    public Optional<Long> whole(long least, long most) {
        return read("a whole number", scalar -> new BigDecimal(scalar.text()).longValueExact())
                .flatMap(number -> within(number, least, most, String::valueOf));
    }

    boolean hasByteUnit() {
        return value.valueType() == ConfigValueType.STRING
                && value.atKey("v").getString("v").matches("\\s*[0-9.]+\\s*[kKMGT]?i?B\\s*");
    }

    /** A number of bytes within limits, both included. */
    public Optional<Long> bytes(long least, long most) {
        return read("a size such as 512 KiB or 8 MiB", scalar -> scalar.config().getBytes("v"))
                .flatMap(bytes -> within(bytes, least, most, number -> number + " bytes"));
    }

    /** A duration with its unit. */
    public Optional<Duration> duration() {
        return scalar("a duration such as 30s, 5m or 7d").flatMap(scalar -> {
            if (scalar.text().matches("[+-]?[0-9.]+")) {
                return wrong("has no unit; write a duration such as 30s, 5m or 7d");
            }
            return read(
                    "a duration such as 30s, 5m or 7d", same -> same.config().getDuration("v"));
        });
    }

    /** A duration within limits, both included. */
    public Optional<Duration> duration(Duration least, Duration most) {
        return duration().flatMap(duration -> within(duration, least, most, DurationWords::of));
    }

    /** A value in a form of its own. The function refuses one by any {@link RuntimeException}. */
    public <T> Optional<T> parsed(String expected, Function<String, T> parser) {
        return read(expected, scalar -> parser.apply(scalar.text()));
    }

    /** The items of a list. */
    public Optional<List<Setting>> items() {
        if (!(value instanceof ConfigList list)) {
            return isUnset() ? Optional.empty() : wrong("must be a list: [ … ], not " + kind());
        }
        List<Setting> items = new ArrayList<>();
        for (ConfigValue item : list) {
            List<String> itemPath = below(path, "[" + items.size() + "]");
            items.add(new Setting(item, itemPath, problems.places().of(itemPath, item, place), problems));
        }
        return Optional.of(items);
    }

    /** A section. */
    public Optional<Section> section() {
        if (!(value instanceof ConfigObject object)) {
            return isUnset() ? Optional.empty() : wrong("must be a section: { … }, not " + kind());
        }
        return Optional.of(new Section(object, path, place, problems));
    }

    private <T extends Comparable<T>> Optional<T> within(T number, T least, T most, Function<T, String> words) {
        if (number.compareTo(least) < 0) {
            return wrong("must be at least " + words.apply(least) + ", not " + words.apply(number));
        }
        if (number.compareTo(most) > 0) {
            return wrong("must be at most " + words.apply(most) + ", not " + words.apply(number));
        }
        return Optional.of(number);
    }

    private <T> Optional<T> read(String expected, Function<Scalar, T> reader) {
        Optional<Scalar> scalar = scalar(expected);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(scalar.get()));
        } catch (RuntimeException e) {
            return wrong("must be " + expected);
        }
    }

    private Optional<Scalar> scalar(String expected) {
        if (value instanceof ConfigObject || value instanceof ConfigList || value.valueType() == ConfigValueType.NULL) {
            return wrong("must be " + expected + ", not " + kind());
        }
        return isUnset() ? Optional.empty() : Optional.of(new Scalar(value.atKey("v")));
    }

    private boolean isUnset() {
        return value.valueType() == ConfigValueType.STRING
                && value.atKey("v").getString("v").contains(UNSET);
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

    /** A single value, under a key of its own because the library converts only what has a path. */
    private record Scalar(Config config) {
        /** As it was written: {@code 007} stays what it is. */
        String text() {
            return config.getString("v");
        }
    }
}
