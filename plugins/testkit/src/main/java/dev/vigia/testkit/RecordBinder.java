package dev.vigia.testkit;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.vigia.api.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a settings record of a section, one component a key. Everything that is wrong is reported to the section. */
final class RecordBinder {
    /** Deeper than any settings are; a record that must contain itself ends here. */
    private static final int MOST_LEVELS = 8;

    private final int level;

    RecordBinder(int level) {
        this.level = level;
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
            value = below.record(component.getType(), section.emptySection(key));
        } else {
            section.reportMissing(key);
            return null;
        }
        return optional && value.isPresent() ? value : value.orElse(null);
    }

    private static Type inner(Type optional) {
        return optional instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    private Optional<?> defaulted(String text, Type type, String key, Section section) {
        Optional<?> value;
        try {
            value = new SettingTypes(this).read(new Setting(defaultValue(text, type), key, new ArrayList<>()), type);
        } catch (ConfigException e) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            section.report(
                    key,
                    "is missing, and the plugin's own default for it cannot be read; set it, and tell the plugin's author");
        }
        return value;
    }

    /** HOCON where a list, a map or a record is wanted. Where a single value is wanted, that value; quotes around it are taken off. */
    private static ConfigValue defaultValue(String text, Type type) {
        boolean single = !(type instanceof ParameterizedType) && !(type instanceof Class<?> raw && raw.isRecord());
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return single && !quoted
                ? ConfigValueFactory.fromAnyRef(text)
                : ConfigFactory.parseString("v = " + text).getValue("v");
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
            String message = thrown instanceof IllegalArgumentException ? thrown.getMessage() : null;
            section.report(
                    message != null
                            ? "cannot be used: " + message
                            : "are refused by the plugin's record " + type.getName() + " with " + words(thrown)
                                    + "; tell the plugin's author");
        } catch (ReflectiveOperationException e) {
            section.report("cannot be read into the record " + type.getName() + "; tell the plugin's author");
        }
        return Optional.empty();
    }

    private static String words(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    }

    /** {@code maxSize} is {@code max-size}. */
    private static String key(String component) {
        return component
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
