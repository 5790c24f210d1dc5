package dev.vigia.plugins.webhook;

import dev.vigia.api.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/** Whether the receiver wants anything now. Closed for a while if it asks for patience, and until a restart if it is gone. */
final class Gate {
    private static final Duration NEXT_LOOK_AFTER_GONE = Duration.ofHours(1);

    private final String host;
    private final Clock clock;
    private final Logger log;
    private Instant closedUntil = Instant.MIN;
    private boolean gone;

    Gate(String host, Clock clock, Logger log) {
        this.host = host;
        this.clock = clock;
        this.log = log;
    }

    /** Closes the gate if the answer asks for that. Returns whether it did. */
    boolean closesOn(Answer answer) {
        Optional<Duration> patience = answer.patience();
        boolean news;
        synchronized (this) {
            news = answer.isGone() && !gone;
            gone |= answer.isGone();
            patience.ifPresent(wait -> closedUntil = clock.instant().plus(wait));
        }
        if (news) {
            log.error(
                    "{} answered 410 Gone: it wants no more events. Nothing is sent to it until the agent is restarted; the"
                            + " events are kept",
                    host);
        }
        return answer.isGone() || patience.isPresent();
    }

    synchronized boolean isClosed() {
        return gone || clock.instant().isBefore(closedUntil);
    }

    /** What has the events come again. */
    synchronized RetryLater untilItOpens() {
        if (gone) {
            return new RetryLater(
                    NEXT_LOOK_AFTER_GONE,
                    host + " answered 410 Gone; nothing is sent to it until the agent is restarted");
        }
        Duration wait = Duration.between(clock.instant(), closedUntil);
        return new RetryLater(
                wait.isNegative() ? Duration.ZERO : wait, host + " asked to be left alone until " + closedUntil);
    }
}
