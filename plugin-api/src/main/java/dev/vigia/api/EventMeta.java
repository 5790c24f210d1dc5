package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which event an event is. Implemented by the agent and the test kit only.
 *
 * @since 0.1
 */
public interface EventMeta {
    /** Unique for ever and the same at every redelivery. Nothing should be read out of it. */
    String id();

    /** The account's name in the configuration. */
    String account();

    /** The event's number within its account, from 1 upwards. Later events have greater numbers; numbers may be left out. */
    long sequence();

    /** When it was observed: the time of the look, to the millisecond. It happened some time between the look before and this one. */
    Instant time();

    /**
     * The plugin instance that made this happen, if one did: that gave a notice, or whose action had this effect, such as a chat that is
     * read because a plugin marked it as read. Judged by the chat, the kind of change and the time, so what a person did within a quarter of an hour of it may be taken for it.
     *
     * @return the instance's name in the configuration
     * @see Route#includingOwn()
     */
    default Optional<String> causedBy() {
        return Optional.empty();
    }
}
