package dev.vigia.api;

import java.time.Duration;

/**
 * Thrown by a handler that cannot handle an event now but knows when to try again: a service that is closed, or that asked for patience.
 *
 * <p>It does not count as a failed attempt. The later events of the chat wait. A condition may throw it too. In a job, a step before the ack
 * or a handler of gaps it is an exception as any other, whose time is not heeded.
 *
 * @since 0.1
 */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final transient Duration wait;

    /**
     * @param wait how long to wait, from a second to a day; what is less, or negative, counts as a second, what is more as a day
     * @param why for the operator to read
     */
    public RetryLater(Duration wait, String why) {
        super(why);
        Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        this.wait = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    /** How long to wait, from a second to a day. */
    public Duration delay() {
        return wait;
    }
}
