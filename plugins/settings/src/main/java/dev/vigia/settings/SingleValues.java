package dev.vigia.settings;

import static java.util.Map.entry;

import dev.vigia.api.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types that a single value of a plugin's settings may have. */
final class SingleValues {
    /** Also 9:00, as people write it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

    static final Map<Class<?>, Function<Setting, Optional<?>>> ALL = Map.ofEntries(
            entry(String.class, Setting::text),
            entry(Secret.class, SingleValues::secret),
            entry(boolean.class, Setting::flag),
            entry(Boolean.class, Setting::flag),
            entry(byte.class, SingleValues::int8),
            entry(Byte.class, SingleValues::int8),
            entry(short.class, SingleValues::int16),
            entry(Short.class, SingleValues::int16),
            entry(int.class, SingleValues::int32),
            entry(Integer.class, SingleValues::int32),
            entry(long.class, SingleValues::int64),
            entry(Long.class, SingleValues::int64),
            entry(float.class, SingleValues::float32),
            entry(Float.class, SingleValues::float32),
            entry(double.class, SingleValues::float64),
            entry(Double.class, SingleValues::float64),
            entry(BigInteger.class, SingleValues::integer),
            entry(BigDecimal.class, Setting::number),
            entry(Duration.class, Setting::duration),
            entry(LocalTime.class, parsed("a time of day such as 09:00", text -> LocalTime.parse(text, TIME))),
            entry(LocalDate.class, parsed("a date such as 2026-01-31", LocalDate::parse)),
            entry(ZoneId.class, SingleValues::zone),
            entry(URI.class, parsed("an address such as https://example.com/hook", URI::create)),
            entry(Path.class, parsed("a path", Path::of)));

    private SingleValues() {}

    private static Function<Setting, Optional<?>> parsed(String expected, Function<String, ?> parser) {
        return setting -> setting.parsed(expected, parser);
    }

    private static Optional<Secret> secret(Setting setting) {
        return setting.text().map(Secret::of);
    }

    private static Optional<Byte> int8(Setting setting) {
        return setting.whole(Byte.MIN_VALUE, Byte.MAX_VALUE).map(Long::byteValue);
    }

    private static Optional<Short> int16(Setting setting) {
        return setting.whole(Short.MIN_VALUE, Short.MAX_VALUE).map(Long::shortValue);
    }

    private static Optional<Integer> int32(Setting setting) {
        return setting.whole(Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
    }

    /** A number of bytes may be written with its unit: {@code max-size = 10 MiB}. */
    private static Optional<Long> int64(Setting setting) {
        return setting.hasByteUnit() ? setting.bytes(0, Long.MAX_VALUE) : setting.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Optional<Float> float32(Setting setting) {
        return setting.number().map(BigDecimal::floatValue);
    }

    private static Optional<Double> float64(Setting setting) {
        return setting.number().map(BigDecimal::doubleValue);
    }

    private static Optional<BigInteger> integer(Setting setting) {
        // A short text such as 1e999999999 would fill the heap.
        return setting.number()
                .flatMap(number -> number.stripTrailingZeros().scale() <= 0 && number.scale() >= -1000
                        ? Optional.of(number.toBigInteger())
                        : setting.wrong("must be a whole number"));
    }

    private static Optional<ZoneId> zone(Setting setting) {
        return setting.text().flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                return setting.wrong("must be a time zone such as America/Sao_Paulo"
                        + Nearest.question(text, ZoneId.getAvailableZoneIds()));
            }
        });
    }
}
