package dev.vigia.agent.action;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.zapi.Fate;
import java.time.Duration;
import java.time.Instant;

/** Leaves the gateway alone when nothing can be sent to it, longer with each failure: what keeps one action back keeps all of them. */
final class Pause {
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final Backoff backoff;
    private int failures;
    private Instant until = Instant.MIN;
    private String reason = "";

    Pause(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Begins, or goes on. Returns how long it lasts. */
    Duration begin(Fate.NotYet notYet, Instant now) {
        failures++;
        reason = notYet.reason();
        Duration chosen = backoff.after(failures, LONGEST);
        Duration pause = chosen.compareTo(notYet.atLeast()) > 0 ? chosen : notYet.atLeast();
        until = now.plus(pause);
        return pause;
    }

    /** The gateway answered. */
    void end() {
        failures = 0;
        reason = "";
    }

    Instant until() {
        return until;
    }

    /** Why nothing could be sent the last time; {@code ""} if something could. */
    String reason() {
        return reason;
    }
}
