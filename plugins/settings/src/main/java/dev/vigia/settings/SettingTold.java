package dev.vigia.settings;

import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a plugin, as its operator is told of it.
 *
 * @param name its key; below a section with dots, {@code []} for each item of a list and {@code *} for each key of a map
 * @param type in words
 * @param isRequired whether it has to be set, in every section that there is of those it belongs to
 * @param otherwise its default, as one would write it; null if it has none
 * @param meaning what its author says of it; empty if nothing
 */
public record SettingTold(
        String name,
        String type,
        boolean isRequired,
        @Nullable String otherwise,
        String meaning) {
    /**
     * All settings of a record, in its order.
     *
     * <p>Looking at it runs code of the plugin's, that of its enums, so anything may be thrown.
     */
    public static List<SettingTold> allOf(Class<? extends Record> record) {
        List<SettingTold> told = new ArrayList<>();
        addAll(record, "", 0, told);
        return List.copyOf(told);
    }

    private static void addAll(Class<?> record, String prefix, int level, List<SettingTold> told) {
        if (level > RecordBinder.MOST_LEVELS) {
            return;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            add(component, prefix, level, told);
        }
    }

    private static void add(RecordComponent component, String prefix, int level, List<SettingTold> told) {
        String name = prefix + RecordBinder.key(component.getName());
        Default otherwise = component.getAnnotation(Default.class);
        Doc doc = component.getAnnotation(Doc.class);
        boolean isOptional = component.getType() == Optional.class;
        Type type = isOptional ? argument(component.getGenericType(), 0) : component.getGenericType();
        boolean isNeeded = otherwise == null && !isOptional;
        // A section that has to be there consists of what is below it, and needs no line of its own.
        if (!isRecord(type) || doc != null || !isNeeded) {
            told.add(new SettingTold(
                    name,
                    TypeWords.of(type),
                    isNeeded && !isRecord(type),
                    otherwise == null ? null : otherwise.value(),
                    doc == null ? "" : doc.value()));
        }
        addBelow(type, name, level + 1, told);
    }

    private static void addBelow(Type type, String name, int level, List<SettingTold> told) {
        if (type instanceof Class<?> record && record.isRecord()) {
            addAll(record, name + ".", level, told);
        } else if (type instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == Map.class) {
                addBelow(argument(type, 1), name + ".*", level, told);
            } else if (Set.of(List.class, Set.class, Collection.class).contains(parameterized.getRawType())) {
                addBelow(argument(type, 0), name + "[]", level, told);
            }
        }
    }

    private static boolean isRecord(Type type) {
        return type instanceof Class<?> plain && plain.isRecord();
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
