package dev.vigia.api;

import java.time.Duration;
import java.util.Objects;

/**
 * How a text is to be sent. Immutable; each method returns a changed copy.
 *
 * @since 0.1
 */
public final class ActionOptions {
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);
    private static final ActionOptions USUAL =
            new ActionOptions(Duration.ofHours(1), Duration.ZERO, Duration.ZERO, false);

    private final Duration within;
    private final Duration delay;
    private final Duration typing;
    private final boolean resend;

    private ActionOptions(Duration within, Duration delay, Duration typing, boolean resend) {
        this.within = within;
        this.delay = delay;
        this.typing = typing;
        this.resend = resend;
    }

    /** Within an hour, at once, and never twice. */
    public static ActionOptions usual() {
        return USUAL;
    }

    /**
     * How long it is worth sending; later it fails instead.
     *
     * @param time from {@link Context#now()}, above zero; what is more than 100 years counts as that
     * @throws IllegalArgumentException for zero or less
     */
    public ActionOptions within(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("within " + time + " nothing can be sent; give it some time above zero");
        }
        Duration bounded = time.compareTo(Window.LONGEST) > 0 ? Window.LONGEST : time;
        return new ActionOptions(bounded, delay, typing, resend);
    }

    /**
     * Has the gateway wait before it sends.
     *
     * @param time in whole seconds, up to 15; zero for not at all
     * @throws IllegalArgumentException for any other
     */
    public ActionOptions delayed(Duration time) {
        return new ActionOptions(within, checked(time), typing, resend);
    }

    /**
     * Shows "typing…" for some time before the text comes.
     *
     * @param time in whole seconds, up to 15; zero for not at all
     * @throws IllegalArgumentException for any other
     */
    public ActionOptions typing(Duration time) {
        return new ActionOptions(within, delay, checked(time), resend);
    }

    /**
     * Sends it again where it is not known whether it was sent: after a broken connection, or after the agent was killed while it sent.
     * The receiver may then get it twice. Without this it is not sent again, and an {@link ActionInDoubt} tells.
     */
    public ActionOptions resend() {
        return new ActionOptions(within, delay, typing, true);
    }

    /** How long it is worth sending, from {@link Context#now()}. */
    public Duration timeToSend() {
        return within;
    }

    /** How long the gateway waits before it sends. */
    public Duration delay() {
        return delay;
    }

    /** How long "typing…" is shown. */
    public Duration typingTime() {
        return typing;
    }

    /** Whether to send again where it is not known whether it was sent. */
    public boolean isResent() {
        return resend;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionOptions options
                && within.equals(options.within)
                && delay.equals(options.delay)
                && typing.equals(options.typing)
                && resend == options.resend;
    }

    @Override
    public int hashCode() {
        return Objects.hash(within, delay, typing, resend);
    }

    @Override
    public String toString() {
        return "within " + within + ", delayed " + delay + ", typing " + typing + (resend ? ", resent" : "");
    }

    private static Duration checked(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_DELAY) > 0 || time.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "a delay of " + time + " is not possible; the gateway takes whole seconds up to 15");
        }
        return time;
    }
}
