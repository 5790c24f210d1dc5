package dev.vigia.testkit;

import java.time.Duration;

/** How long to wait after failures: the longest that the agent would, which waits a random part of it. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private Backoff() {}

    /** @param most what the doubling leads up to */
    static Duration after(int failures, Duration most) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }
}
