package dev.vigia.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A section of the configuration that remembers which keys were asked for: the others are unknown. */
public final class Section {
    private final ConfigObject object;
    private final List<String> path;
    private final Place place;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(ConfigObject object, List<String> path, Place place, Problems problems) {
        this.object = object;
        this.path = path;
        this.place = place;
        this.problems = problems;
    }

    /** The section under a name that stands in no other one. */
    public static Section of(ConfigObject object, String name, Problems problems) {
        List<String> path = List.of(name);
        Place place = problems.places().of(path).orElseGet(() -> Place.of(object.origin()));
        return new Section(object, path, place, problems);
    }

    /** Where it is written. */
    public Place place() {
        return place;
    }

    /** What is wrong, with this section and others. */
    public Problems problems() {
        return problems;
    }

    /** The same section, with another list for its problems. */
    public Section reportingTo(Problems others) {
        return new Section(object, path, place, others);
    }

    /** All that is in it, as plain values that equal those of another section that says the same. */
    public Object written() {
        return Setting.written(object);
    }

    /** Whether the operator wrote a value, so that it is not a default. */
    public boolean isWritten(String key) {
        return problems.places().of(Setting.below(path, key)).isPresent();
    }

    /** The value of a key that may be left out. */
    public Optional<Setting> find(String key) {
        asked.add(key);
        ConfigValue value = object.get(key);
        return value == null || value.valueType() == ConfigValueType.NULL
                ? Optional.empty()
                : Optional.of(setting(key, value));
    }

    /** The value of a key that must be there, in the file or in the defaults. */
    public Optional<Setting> require(String key) {
        Optional<Setting> found = find(key);
        if (found.isEmpty()) {
            report(
                    key,
                    object.containsKey(key)
                            ? "is null; give it a value, or remove the line to have the default if there is one"
                            : "is missing; add it");
        }
        return found;
    }

    /** The section of a key; an empty one if there is none. If there is something else, that is reported, and nothing below it. */
    public Section section(String key) {
        Optional<Setting> found = find(key);
        return found.flatMap(Setting::section)
                .orElseGet(() -> new Section(
                        ConfigValueFactory.fromMap(Map.of()),
                        Setting.below(path, key),
                        placeOf(key),
                        found.isPresent() ? new Problems(problems.places()) : problems));
    }

    /** All there is, in the order of the file, for a section whose keys the operator chooses. */
    public List<Setting> all() {
        asked.addAll(object.keySet());
        return object.entrySet().stream()
                .map(entry -> setting(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(
                                (Setting setting) -> setting.place().line())
                        .thenComparing(Setting::key))
                .toList();
    }

    /**
     * The section as a record, one component a key. The record's code is somebody else's, and so are the classes of its components:
     * whatever comes out of them is reported, too.
     *
     * @return empty if anything is wrong, which was reported
     */
    public <R extends Record> Optional<R> as(Class<R> type) {
        try {
            return RecordBinder.bind(type, this);
        } catch (Throwable failure) {
            report("cannot be read into the plugin's record " + type.getName() + ": " + Failure.words(failure)
                    + "; tell the plugin's author");
            return Optional.empty();
        }
    }

    /** Reports a problem with a key, which need not be there. */
    public void report(String key, String what) {
        problems.add(placeOf(key), Setting.name(Setting.below(path, key)) + " " + what);
    }

    /** Reports a problem with the section as a whole. */
    public void report(String what) {
        problems.add(place, Setting.name(path) + " " + what);
    }

    /** Reports every key that was never asked for. To be called last. */
    public void finish() {
        object.keySet().stream().filter(key -> !asked.contains(key)).sorted().forEach(this::reportUnknown);
    }

    private void reportUnknown(String key) {
        String shown =
                isWord(key) ? "unknown key '" + key + "'" : "unknown key (not shown: it may be a misplaced secret)";
        problems.add(placeOf(key), shown + " in " + Setting.name(path) + Nearest.hint(key, asked));
    }

    /** A word that somebody misspelt; anything else may be a token that somebody put before the = instead of after it. */
    private static boolean isWord(String key) {
        return key.matches("[\\p{L}_-]{1,40}|[\\p{L}0-9_-]{1,12}");
    }

    private Place placeOf(String key) {
        return problems.places().of(Setting.below(path, key)).orElse(place);
    }

    private Setting setting(String key, ConfigValue value) {
        List<String> below = Setting.below(path, key);
        return new Setting(value, below, problems.places().of(below, value, place), problems);
    }
}
