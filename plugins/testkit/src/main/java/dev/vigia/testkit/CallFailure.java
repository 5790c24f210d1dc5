package dev.vigia.testkit;

import java.time.Duration;

/** The plugin threw. */
final class CallFailure extends Exception {
    /** What that means to the event. */
    enum Kind {
        /** Another attempt may help. */
        FAILED,
        /** The plugin itself says when to try again. */
        LATER,
        /** The plugin itself says that no attempt will help. */
        HOPELESS
    }

    private final Kind kind;
    private final Duration delay;
    private final Throwable thrown;

    CallFailure(String message, Kind kind, Duration delay, Throwable thrown) {
        super(message, thrown);
        this.kind = kind;
        this.delay = delay;
        this.thrown = thrown;
    }

    Kind kind() {
        return kind;
    }

    Duration delay() {
        return delay;
    }

    /** As the agent would tell the operator. */
    String text() {
        return String.valueOf(getMessage());
    }

    Throwable thrown() {
        return thrown;
    }
}
