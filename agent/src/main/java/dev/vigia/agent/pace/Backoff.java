package dev.vigia.agent.pace;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures: a random part of a time that doubles with each, so that many do not return together. */
public final class Backoff {
    private final Duration first;
    private final RandomGenerator random;

    public Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /**
     * The wait after a number of failures in a row.
     *
     * @param most what the doubling leads up to
     */
    public Duration after(int failures, Duration most) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        Duration bound = doubled.compareTo(most) < 0 ? doubled : most;
        return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
    }
}
