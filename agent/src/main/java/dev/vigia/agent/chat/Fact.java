package dev.vigia.agent.chat;

import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import java.time.Instant;

/** An event that has not been committed yet: all of it but its id and number, which the commit gives. */
@FunctionalInterface
public interface Fact {
    Event toEvent(EventMeta meta);

    /** The type that the event will have. */
    default String type() {
        return toEvent(Unnumbered.META).type();
    }

    /** Stands for a number that is not given yet. */
    enum Unnumbered implements EventMeta {
        META;

        @Override
        public String id() {
            return "";
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public long sequence() {
            return 0;
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }
    }
}
