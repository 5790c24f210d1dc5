package dev.vigia.agent.store;

import java.time.Instant;

/** That something was sent to a chat, or may have been. */
public record SentAction(String chat, Instant at) {}
