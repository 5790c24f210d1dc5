package dev.vigia.agent.dispatch;

import java.time.Duration;

/**
 * How long a plugin may take for one call.
 *
 * @param slowAfter when the log tells where the plugin is
 * @param timeLimit when the call is interrupted; if it does not end then, its thread is left to itself
 */
public record DeliverySettings(Duration slowAfter, Duration timeLimit) {}
