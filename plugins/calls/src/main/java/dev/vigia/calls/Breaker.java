package dev.vigia.calls;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a plugin that fails from an event that fails: when different events fail in a row, it is the plugin, and it is left alone for a
 * while, again and again, until one event succeeds.
 */
public final class Breaker {
    private static final int FAILURES = 5;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));

    private final Set<Object> failedInARow = new HashSet<>();
    private final Set<Object> tried = new HashSet<>();
    private int pauses;
    private long pausedUntil;

    /** Whether the plugin is taken to be failing, so that events are tried one at a time and their failures are not held against them. */
    public boolean isOpen() {
        return pauses > 0;
    }

    /** How long to leave the plugin alone. */
    public Duration pause(long nanoTime) {
        return isOpen() ? Duration.ofNanos(Math.max(0, pausedUntil - nanoTime)) : Duration.ZERO;
    }

    /** Whether an event was tried already since the plugin is failing; then another should be, for this one may fail by itself. */
    public boolean wasTried(Object event) {
        return tried.contains(event);
    }

    /** Begins again with events that were tried, where there is no other. Says whether there are any. */
    public boolean tryAnyAgain() {
        boolean any = !tried.isEmpty();
        tried.clear();
        return any;
    }

    /**
     * Takes note of a failure.
     *
     * @return how long the plugin is left alone from now on, if that begins or goes on
     */
    public Optional<Duration> failed(Object event, long nanoTime) {
        failedInARow.add(event);
        if (!isOpen() && failedInARow.size() < FAILURES) {
            return Optional.empty();
        }
        tried.add(event);
        Duration pause = PAUSES.get(Math.min(pauses, PAUSES.size() - 1));
        pauses++;
        pausedUntil = nanoTime + pause.toNanos();
        return Optional.of(pause);
    }

    /**
     * Takes note of a success.
     *
     * @return whether the plugin was taken to be failing until now
     */
    public boolean succeeded() {
        boolean recovered = isOpen();
        pauses = 0;
        failedInARow.clear();
        tried.clear();
        return recovered;
    }
}
