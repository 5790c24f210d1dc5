package dev.vigia.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long something that may happen once stays done.
 *
 * <p>A plugin may write its own: a lambda from the time at which a slot is taken to the time from which it is free again.
 *
 * @see Route#oncePer
 * @since 0.1
 */
@FunctionalInterface
public interface Window {
    /** The longest that {@link #of} takes: 100 years. */
    Duration LONGEST = Duration.ofDays(36_525);

    /**
     * When a slot is free again.
     *
     * @param taken when it is taken
     * @return a later time; {@link Instant#MAX} for never. Any other fails the attempt
     */
    Instant endOf(Instant taken);

    /** Until the next midnight of a time zone. */
    static Window day(ZoneId zone) {
        requireNonNull(zone, "the time zone given to Window.day(…) is null");
        return taken ->
                taken.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /**
     * As long as given, from the moment that the slot is taken.
     *
     * @throws IllegalArgumentException for zero or less, and for more than 100 years
     */
    static Window of(Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("a window of " + length + " is none; give it a length above zero");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window of " + length + " never ends; use Window.forever()");
        }
        return taken -> taken.plus(length);
    }

    /** For ever: once and never again. */
    static Window forever() {
        return taken -> Instant.MAX;
    }
}
