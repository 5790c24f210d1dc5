package dev.vigia.agent.store;

import java.time.Instant;

/** Instants as the database keeps them. What is too far away to be counted in milliseconds is as far as can be. */
final class Millis {
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Millis() {}

    static long of(Instant instant) {
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : instant.toEpochMilli();
    }
}
