package dev.vigia.api;

/**
 * Thrown by a handler that knows that an event can never be handled: it goes to the dead letters at once, where the operator sees it, and
 * the chat's next event is delivered. A condition may throw it too. In a job, a step before the ack or a handler of gaps it is an
 * exception as any other.
 *
 * @since 0.1
 */
public final class GiveUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param why for the operator to read */
    public GiveUp(String why) {
        super(why);
    }
}
