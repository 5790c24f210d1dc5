package dev.vigia.api;

import java.time.Duration;

/**
 * Thrown by a handler that cannot handle an event now but knows when to try again: a service that is closed, or that asked for patience.
 *
 * <p>It does not count as a failed attempt. The later events of the chat wait.
 *
 * @since 0.1
 */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Duration wait;

    /**
     * @param wait how long to wait; up to a day, more is cut to that
     * @param why for the operator to read
     */
    public RetryLater(Duration wait, String why) {
        super(why);
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a wait of " + wait + " is over before it begins");
        }
        this.wait = wait.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : wait;
    }

    /** How long to wait. */
    public Duration delay() {
        return wait;
    }
}
