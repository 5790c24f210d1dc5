package dev.vigia.plugins.webhook;

import dev.vigia.api.Event;
import dev.vigia.api.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * Whether the receiver takes anything now. Closed for a while if it cannot be reached or asks for patience, and for good if it is gone.
 *
 * <p>Never logs with the lock held.
 */
final class Gate {
    /** After so many vain tries in a row another event should be tried: perhaps it is the event, not the receiver. */
    private static final int TRIES_OF_ONE = 10;

    /** The agent comes once a minute, so this is once an hour. */
    private static final int LOOKS_OF_ONE = 60;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration SELDOM = Duration.ofDays(1);

    private final String host;
    private final Clock clock;
    private final Logger log;
    private Instant closedUntil = Instant.MIN;
    private Instant unavailableSince = Instant.MAX;
    private int triesInVain;
    private String why = "";
    private boolean gone;
    private int looks;
    private long unsent;
    private Instant toldOfUnsent = Instant.MIN;

    Gate(String host, Clock clock, Logger log) {
        this.host = host;
        this.clock = clock;
        this.log = log;
    }

    /** Closes for as long as the receiver wishes, or for ever longer. */
    void close(Answer answer) {
        boolean news;
        synchronized (this) {
            triesInVain++;
            Instant now = clock.instant();
            news = unavailableSince.equals(Instant.MAX);
            unavailableSince = news ? now : unavailableSince;
            closedUntil = now.plus(answer.retryAfter().orElseGet(() -> usualWait(answer)));
            why = host + " " + answer.inWords();
        }
        if (news) {
            log.warn(
                    "{} {}. Events wait, without being held to have failed, until it takes them",
                    host,
                    answer.inWords());
        }
    }

    private Duration usualWait(Answer answer) {
        return answer.isNone() && triesInVain <= 6 ? Duration.ofSeconds(1L << (triesInVain - 1)) : LONGEST_WAIT;
    }

    /** Takes note that the receiver answers what was sent. */
    void works() {
        Instant since;
        Instant now = clock.instant();
        synchronized (this) {
            since = unavailableSince;
            // What another thread has learned meanwhile counts.
            if (since.equals(Instant.MAX) || now.isBefore(closedUntil)) {
                return;
            }
            unavailableSince = Instant.MAX;
            triesInVain = 0;
        }
        log.info(
                "{} answers again, after {} s",
                host,
                Duration.between(since, now).toSeconds());
    }

    /** Whether an event that was tried in vain should step aside. */
    synchronized boolean isTimeForAnother() {
        if (triesInVain % TRIES_OF_ONE != TRIES_OF_ONE - 1) {
            return false;
        }
        triesInVain++;
        return true;
    }

    /** Closes for good. */
    void closeForGood() {
        boolean news;
        synchronized (this) {
            news = !gone;
            gone = true;
            why = host
                    + " answered 410 Gone; nothing is sent to it until the settings change or the agent is restarted";
        }
        if (news) {
            log.error(
                    "{} answered 410 Gone: it wants no more events. Nothing is sent to it until the settings of this instance"
                            + " change or the agent is restarted; the events of the last {} days are kept",
                    host,
                    KEPT.toDays());
        }
    }

    synchronized boolean isClosed() {
        return gone || clock.instant().isBefore(closedUntil);
    }

    /** Whether an event is not worth keeping for a receiver that is gone. */
    synchronized boolean isTooLateFor(Event event) {
        return gone && event.meta().time().isBefore(clock.instant().minus(KEPT));
    }

    /** Whether the first event that waits for a receiver that is gone should step aside, or no other would ever be found too old. */
    synchronized boolean isTimeToLookAtAnother() {
        return gone && ++looks % LOOKS_OF_ONE == 0;
    }

    /** Takes note of events that are never sent. */
    void leftUnsent(int events) {
        long count;
        Instant now = clock.instant();
        synchronized (this) {
            unsent += events;
            count = unsent;
            if (count == 0 || now.isBefore(toldOfUnsent.plus(SELDOM))) {
                return;
            }
            unsent = 0;
            toldOfUnsent = now;
        }
        log.warn("{} events older than {} days were not sent, since {} answered 410 Gone", count, KEPT.toDays(), host);
    }

    /** What has the events come again. */
    synchronized RetryLater untilItOpens() {
        Duration wait = gone ? SELDOM : Duration.between(clock.instant(), closedUntil);
        return new RetryLater(wait.isNegative() ? Duration.ZERO : wait, why);
    }
}
