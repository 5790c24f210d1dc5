package dev.vigia.api;

import java.time.Instant;

/** Which event a test's event is. */
record SampleMeta(String id, String account, long sequence, Instant time) implements EventMeta {
    static final SampleMeta SEVENTH = new SampleMeta("sales-7", "sales", 7, Instant.parse("2026-01-15T17:20:07.250Z"));
}
