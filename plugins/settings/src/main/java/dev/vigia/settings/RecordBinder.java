package dev.vigia.settings;

import dev.vigia.api.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a settings record of a section, one component a key. Everything that is wrong is reported to the section's problems. May throw
 * whatever looking at a plugin's class throws, a missing class for instance.
 */
final class RecordBinder {
    /** Deeper than any settings are; a record that must contain itself ends here. */
    static final int MOST_LEVELS = 8;

    private final int level;

    private RecordBinder(int level) {
        this.level = level;
    }

    static <R extends Record> Optional<R> bind(Class<R> type, Section section) {
        return new RecordBinder(0).record(type, section);
    }

    /** Empty if something is wrong with a component, or the record refuses them together. */
    <R> Optional<R> record(Class<R> type, Section section) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || level > MOST_LEVELS) {
            section.report("cannot be read into " + type.getName() + ", which is "
                    + (components == null ? "no record" : "nested too deeply") + "; tell the plugin's author");
            return Optional.empty();
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], section);
        }
        section.finish();
        if (Arrays.asList(values).contains(null)) {
            return Optional.empty();
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return construct(type, types, values, section);
    }

    /** The component's value; null if there is none, which was reported. */
    private @Nullable Object component(RecordComponent component, Section section) {
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? inner(component.getGenericType()) : component.getGenericType();
        String key = key(component.getName());
        Optional<Setting> setting = section.find(key);
        Default otherwise = component.getAnnotation(Default.class);
        RecordBinder below = new RecordBinder(level + 1);
        Optional<?> value;
        if (setting.isPresent()) {
            value = new SettingTypes(below).read(setting.get(), type);
        } else if (otherwise != null) {
            value = below.defaulted(otherwise.value(), type, key, section);
        } else if (optional) {
            return Optional.empty();
        } else if (component.getType().isRecord()) {
            value = below.record(component.getType(), section.section(key));
        } else {
            value = section.require(key);
        }
        return optional && value.isPresent() ? value : value.orElse(null);
    }

    private static Type inner(Type optional) {
        return optional instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    /** The default is the plugin's text, so what is wrong with it is told as the plugin's mistake. */
    private Optional<?> defaulted(String text, Type type, String key, Section section) {
        Problems problems = new Problems(new Places(List.of()));
        Optional<?> value = DefaultText.parse(text, type, key, section.place(), problems)
                .flatMap(setting -> new SettingTypes(this).read(setting, type));
        if (value.isEmpty()) {
            section.report(
                    key,
                    "is missing, and the plugin's own default for it cannot be read; set it, and tell the plugin's author");
        }
        return value;
    }

    private static <R> Optional<R> construct(
            Class<R> type, Class<?>[] types, @Nullable Object[] values, Section section) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            if (!constructor.trySetAccessible()) {
                section.report("cannot be read into the record " + type.getName()
                        + ", which is not open to the agent; the plugin's author must make it public");
                return Optional.empty();
            }
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            String message = thrown instanceof IllegalArgumentException ? Failure.message(thrown) : null;
            section.report(
                    message != null
                            ? "cannot be used: " + message
                            : "are refused by the plugin's record " + type.getName() + " with " + Failure.words(thrown)
                                    + "; tell the plugin's author");
        } catch (ReflectiveOperationException e) {
            section.report("cannot be read into the record " + type.getName() + "; tell the plugin's author");
        }
        return Optional.empty();
    }

    /** {@code maxSize} is {@code max-size}. */
    static String key(String component) {
        return component
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
