package dev.vigia.agent.poll;

import dev.vigia.agent.pace.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** The failures in a row of one account. One or two are a hiccup; more are told. */
final class Failures {
    static final int WORTH_TELLING = 3;

    private final Duration interval;
    private final Backoff backoff;
    private int inARow;
    private Instant since = Instant.EPOCH;

    Failures(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.backoff = new Backoff(interval, random);
    }

    void add(Instant at) {
        if (inARow++ == 0) {
            since = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    void end() {
        inARow = 0;
    }

    int inARow() {
        return inARow;
    }

    boolean areWorthTelling() {
        return inARow >= WORTH_TELLING;
    }

    /** When the first of them happened. */
    Instant since() {
        return since;
    }

    /** How long to wait before the next look: longer than the ordinary interval, and than the gateway asked for. */
    Duration wait(Failure failure) {
        Duration least = interval.compareTo(failure.atLeast()) < 0 ? failure.atLeast() : interval;
        return least.plus(backoff.after(inARow, failure.longest()));
    }
}
