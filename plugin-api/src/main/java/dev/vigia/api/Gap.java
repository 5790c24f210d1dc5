package dev.vigia.api;

/**
 * Events that a plugin instance will not get: they were deleted, being old, while it was not running for more than 7 days. Implemented
 * by the agent and the test kit only.
 *
 * @see Setup#onGap
 * @since 0.1
 */
public interface Gap {
    /** The account's name in the configuration. */
    String account();

    /** The {@link EventMeta#sequence()} of the first event that may be lost. */
    long first();

    /** The {@link EventMeta#sequence()} of the last event that is lost. */
    long last();
}
