package dev.vigia.api;

import java.time.Instant;
import org.slf4j.Logger;

/**
 * What a handler knows of the call it is in. Implemented by the agent and the test kit only.
 *
 * <p>Valid during one call, on its thread.
 *
 * @since 0.1
 */
public interface Context {
    /** The time of this call. It stands still during the call; compare {@link EventMeta#time()}, when the event was observed. */
    Instant now();

    /** Which attempt at this event this is for this plugin instance: 1 for the first. Counts anew after a restart of the agent. */
    int attempt();

    /**
     * A key for services that can recognise a repeated request: the same at every attempt at this event by this route, different for
     * every other event, route and plugin instance.
     */
    String idempotencyKey();

    /** The instance's log. Lines written through it name the plugin instance, the account and the chat. */
    Logger log();
}
