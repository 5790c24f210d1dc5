package dev.vigia.settings;

import dev.vigia.api.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** What may stand in the configuration for a type, in an operator's words. */
final class TypeWords {
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(float.class, Float.class, double.class, Double.class, BigDecimal.class);
    private static final Map<Class<?>, String> OTHERS = Map.of(
            String.class, "text",
            Secret.class, "text, kept secret",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            Duration.class, "duration, such as 30s",
            LocalTime.class, "time of day, such as 09:00",
            LocalDate.class, "date, such as 2026-01-31",
            ZoneId.class, "time zone, such as America/Sao_Paulo",
            URI.class, "address, such as https://example.com/hook",
            Path.class, "path");

    private TypeWords() {}

    static String of(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == Map.class
                    ? "keys of your choice, each with: " + of(arguments[arguments.length - 1])
                    : "list of: " + of(arguments[0]);
        }
        if (!(type instanceof Class<?> plain)) {
            return type.getTypeName();
        }
        if (plain.isEnum()) {
            return "one of " + String.join(", ", SettingTypes.words(plain));
        }
        if (plain.isRecord()) {
            return "section";
        }
        if (WHOLE.contains(plain)) {
            return "whole number";
        }
        return NUMBERS.contains(plain) ? "number" : OTHERS.getOrDefault(plain, plain.getName());
    }
}
