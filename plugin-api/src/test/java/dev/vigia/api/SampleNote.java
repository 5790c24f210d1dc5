package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/** A note for tests. */
record SampleNote(String id, String content, Optional<Instant> createdAt, Optional<Instant> updatedAt)
        implements Note {}
