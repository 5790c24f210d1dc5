package dev.vigia.testkit;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A section of the settings that remembers which keys were asked for: the others are unknown. */
final class Section {
    private final ConfigObject object;
    private final String name;
    private final List<String> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(ConfigObject object, String name, List<String> problems) {
        this.object = object;
        this.name = name;
        this.problems = problems;
    }

    /** The value of a key that may be left out. */
    Optional<Setting> find(String key) {
        asked.add(key);
        ConfigValue value = object.get(key);
        return value == null || value.valueType() == ConfigValueType.NULL
                ? Optional.empty()
                : Optional.of(new Setting(value, below(key), problems));
    }

    /** Reports a key that must be there and is not. */
    void reportMissing(String key) {
        report(
                key,
                object.containsKey(key)
                        ? "is null; give it a value, or remove the line to have the default if there is one"
                        : "is missing; add it");
    }

    /** The section of a key that is not there. */
    Section emptySection(String key) {
        return new Section(ConfigValueFactory.fromMap(Map.of()), below(key), problems);
    }

    /** All there is, in the order of the text. */
    Map<String, Setting> all() {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(object.entrySet());
        entries.sort(Comparator.comparingInt((Map.Entry<String, ConfigValue> entry) ->
                        entry.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey));
        Map<String, Setting> all = new LinkedHashMap<>();
        entries.forEach(
                entry -> all.put(entry.getKey(), new Setting(entry.getValue(), below(entry.getKey()), problems)));
        return all;
    }

    /** Reports a problem with a key, which need not be there. */
    void report(String key, String what) {
        problems.add(below(key) + " " + what);
    }

    /** Reports a problem with the section as a whole. */
    void report(String what) {
        problems.add(name + " " + what);
    }

    /** Reports every key that was never asked for. To be called last. */
    void finish() {
        object.keySet().stream().filter(key -> !asked.contains(key)).sorted().forEach(this::reportUnknown);
    }

    private void reportUnknown(String key) {
        String shown =
                isWord(key) ? "unknown key '" + key + "'" : "unknown key (not shown: it may be a misplaced secret)";
        problems.add(shown + " in " + name + Nearest.hint(key, asked));
    }

    private static boolean isWord(String key) {
        return key.matches("[\\p{L}_-]{1,40}|[\\p{L}0-9_-]{1,12}");
    }

    private String below(String key) {
        return name + "." + ConfigUtil.joinPath(key);
    }
}
