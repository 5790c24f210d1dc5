package dev.vigia.agent.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that a plugin instance was not able to handle in all its attempts.
 *
 * @param at when it was given up
 * @param event empty if it is no longer kept
 * @param chatName what the chat is called now; null if it is not known, or the event is of no chat
 */
public record DeadLetter(
        String instance,
        String account,
        long sequence,
        Instant at,
        int attempts,
        String failure,
        Optional<KeptEvent> event,
        @Nullable String chatName) {}
