package dev.vigia.testkit;

import dev.vigia.api.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells a plugin that fails from an event that fails: when different events fail in a row, the plugin is left alone for a while. */
final class Breaker {
    private static final int FAILURES = 5;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));

    private final Set<String> failedInARow = new HashSet<>();
    private final Set<String> tried = new HashSet<>();
    private int pauses;
    private Instant pausedUntil = Instant.MIN;

    /** Whether events are tried one at a time and their failures are not held against them. */
    boolean isOpen() {
        return pauses > 0;
    }

    Instant pausedUntil() {
        return pausedUntil;
    }

    /** Whether an event was tried already since the plugin is failing; then another should be, for this one may fail by itself. */
    boolean wasTried(Event event) {
        return tried.contains(event.meta().id());
    }

    /**
     * Begins again with events that were tried, where there is no other.
     *
     * @return whether there were any
     */
    boolean tryAnyAgain() {
        boolean any = !tried.isEmpty();
        tried.clear();
        return any;
    }

    void failed(Event event, Instant now) {
        failedInARow.add(event.meta().id());
        if (isOpen() || failedInARow.size() >= FAILURES) {
            tried.add(event.meta().id());
            pausedUntil = now.plus(PAUSES.get(Math.min(pauses, PAUSES.size() - 1)));
            pauses++;
        }
    }

    void succeeded() {
        pauses = 0;
        pausedUntil = Instant.MIN;
        failedInARow.clear();
        tried.clear();
    }
}
