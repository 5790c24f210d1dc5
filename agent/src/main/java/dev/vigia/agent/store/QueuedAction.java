package dev.vigia.agent.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action that waits to be sent.
 *
 * @param due when it may be tried, at the earliest
 * @param doubt why it may have been sent already; null if it surely was not
 */
public record QueuedAction(
        String id,
        String instance,
        String chat,
        String kind,
        Instant created,
        Instant due,
        Instant notAfter,
        @Nullable String doubt) {}
