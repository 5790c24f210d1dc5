package dev.vigia.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a setting as the type that a component of a record declares. */
final class SettingTypes {
    private final RecordBinder records;

    SettingTypes(RecordBinder records) {
        this.records = records;
    }

    /** Empty if the setting cannot be read so, which is reported. */
    Optional<?> read(Setting setting, Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            Type raw = parameterized.getRawType();
            if (raw == List.class || raw == Collection.class) {
                return list(setting, arguments[0]).map(Collections::unmodifiableList);
            }
            if (raw == Set.class) {
                return list(setting, arguments[0])
                        .map(items -> Collections.unmodifiableSet(new LinkedHashSet<Object>(items)));
            }
            if (raw == Map.class && arguments[0] == String.class) {
                return map(setting, arguments[1]);
            }
        } else if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return setting.section().flatMap(section -> records.record(plain, section));
            }
            if (plain.isEnum()) {
                return constant(setting, plain);
            }
            Function<Setting, Optional<?>> single = SingleValues.ALL.get(plain);
            if (single != null) {
                return single.apply(setting);
            }
        }
        return setting.wrong("is declared by the plugin as " + type.getTypeName()
                + ", which no setting can be; tell the plugin's author");
    }

    private Optional<List<Object>> list(Setting setting, Type type) {
        return setting.items().flatMap(items -> {
            List<Object> values = new ArrayList<>();
            items.forEach(item -> read(item, type).ifPresent(values::add));
            return values.size() == items.size() ? Optional.of(values) : Optional.empty();
        });
    }

    private Optional<Map<String, Object>> map(Setting setting, Type type) {
        return setting.section().flatMap(section -> {
            Map<String, Object> values = new LinkedHashMap<>();
            List<Setting> all = section.all();
            all.forEach(entry -> read(entry, type).ifPresent(value -> values.put(entry.key(), value)));
            return values.size() == all.size() ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
        });
    }

    /** The words for the constants of an enum. */
    static List<String> words(Class<?> type) {
        return constants(type).stream().map(constant -> word(constant.name())).toList();
    }

    private static List<Enum<?>> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
    }

    private static Optional<?> constant(Setting setting, Class<?> type) {
        List<Enum<?>> constants = constants(type);
        List<String> names = words(type);
        return setting.text().flatMap(text -> {
            int index = names.indexOf(word(text));
            return index >= 0
                    ? Optional.of(constants.get(index))
                    : setting.wrong("must be one of " + String.join(", ", names) + Nearest.question(text, names));
        });
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
