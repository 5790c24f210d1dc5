package dev.vigia.agent.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as one types it: as it is, in this computer's zone if it names none, or how long ago it was. */
final class Moment implements ITypeConverter<Instant> {
    static final String FORMS = "a time such as 2026-01-31T09:00, 2026-01-31 or 09:00, or how long ago: 30m, 2h, 7d";

    private static final Pattern AGO = Pattern.compile("(\\d{1,9})(s|m|h|d)");

    private final Clock clock;
    private final List<Function<String, Instant>> forms;

    /** Called by picocli. */
    Moment() {
        this(Clock.system(ZoneId.systemDefault()));
    }

    Moment(Clock clock) {
        this.clock = clock;
        this.forms = List.of(
                text -> OffsetDateTime.parse(text).toInstant(),
                text -> LocalDateTime.parse(text).atZone(clock.getZone()).toInstant(),
                text -> LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant(),
                text -> LocalTime.parse(text)
                        .atDate(LocalDate.now(clock))
                        .atZone(clock.getZone())
                        .toInstant());
    }

    @Override
    public Instant convert(String text) {
        Matcher ago = AGO.matcher(text.strip());
        if (ago.matches()) {
            return clock.instant().minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        String time = text.strip().toUpperCase(Locale.ROOT).replace(' ', 'T');
        return forms.stream()
                .flatMap(form -> parsed(form, time).stream())
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no time; write " + FORMS));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration length(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(Math.min(number, 100_000));
        };
    }
}
