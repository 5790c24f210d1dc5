package dev.vigia.agent.plugin;

import java.time.Duration;

/** A plugin failed with an event. Holds what it threw as text only: a stored Throwable would keep the plugin's classes in memory. */
public final class DeliveryException extends Exception {
    /** What the failure means to the event. */
    public enum Kind {
        /** Another attempt may help. */
        FAILED,
        /** The plugin itself says when to try again. */
        LATER,
        /** The plugin itself says that no attempt will help. */
        HOPELESS,
        /** The plugin's code does not fit together or does not fit this agent: no event can be handled. */
        BROKEN
    }

    private final Kind kind;
    private final Duration wait;

    DeliveryException(String message, Kind kind, Duration wait) {
        super(message, null, false, false);
        this.kind = kind;
        this.wait = wait;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the plugin wants to be left alone with the event, if it said so; else zero. */
    public Duration delay() {
        return wait;
    }
}
