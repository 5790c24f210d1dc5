package dev.vigia.testkit;

import dev.vigia.api.Event;

/**
 * An event that the plugin was not able to handle in all its attempts, or gave up.
 *
 * @param event the event
 * @param attempts how many attempts there were
 * @param failure what went wrong at the last one, as the agent would tell the operator
 * @since 0.1
 */
public record DeadLetter(Event event, int attempts, String failure) {}
