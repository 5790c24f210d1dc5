package dev.vigia.agent.dispatch;

import dev.vigia.agent.pace.Backoff;
import java.time.Duration;

/** How often an event is tried, and how long it waits in between. */
final class Attempts {
    static final int MOST = 8;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Backoff backoff;

    Attempts(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The wait before the attempt that follows a number of failed ones. */
    Duration wait(int failed) {
        return backoff.after(failed, LONGEST_WAIT);
    }
}
