package dev.vigia.agent.plugin;

/** A plugin failed with an event. Holds what it threw as text only: a stored Throwable would keep the plugin's classes in memory. */
public final class DeliveryException extends Exception {
    private final boolean linkage;

    DeliveryException(String message, boolean linkage) {
        super(message, null, false, false);
        this.linkage = linkage;
    }

    /** Whether the plugin's code does not fit together or does not fit this agent, so that trying again is useless. */
    public boolean isLinkage() {
        return linkage;
    }
}
