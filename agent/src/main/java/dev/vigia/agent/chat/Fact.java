package dev.vigia.agent.chat;

import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;

/** An event that has not been committed yet: all of it but its id and number, which the commit gives. */
@FunctionalInterface
public interface Fact {
    Event toEvent(EventMeta meta);
}
