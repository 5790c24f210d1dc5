package dev.vigia.agent.event;

import dev.vigia.api.EventMeta;
import java.time.Instant;

/** Which event an event is. */
public record Meta(String id, String account, long sequence, Instant time) implements EventMeta {}
