package dev.vigia.agent.dispatch;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.plugin.DeliveryException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.EventLog;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's events on their way to one plugin instance: in order, each at least once, the next only after the one before was handled.
 *
 * <p>Used by the lane's thread alone, but for {@link #announce}.
 */
final class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final int MOST_AT_ONCE = 64;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final String account;
    private final dev.vigia.agent.store.Deliveries deliveries;
    private final PluginInstance instance;
    private final EventLog events;
    private final Clock clock;
    private final Backoff backoff;
    private long cursor;
    private int failures;
    private long notBefore = System.nanoTime();
    private volatile boolean mayHaveMore = true;

    Feed(
            String account,
            dev.vigia.agent.store.Deliveries deliveries,
            long cursor,
            PluginInstance instance,
            EventLog events,
            Clock clock,
            Backoff backoff) {
        this.account = account;
        this.deliveries = deliveries;
        this.cursor = cursor;
        this.instance = instance;
        this.events = events;
        this.clock = clock;
        this.backoff = backoff;
    }

    String account() {
        return account;
    }

    /** Says that there may be new events. Any thread may call it. */
    void announce() {
        mayHaveMore = true;
    }

    /** How long it is not worth to try a delivery: not at all, until a failed one is due again, or the longest time if there is none. */
    Duration idleFor(Duration longest) {
        if (!mayHaveMore) {
            return longest;
        }
        Duration untilDue = Duration.ofNanos(Math.max(0, notBefore - System.nanoTime()));
        return untilDue.compareTo(longest) < 0 ? untilDue : longest;
    }

    /** Delivers the next events, as many as are read at once, and records how far it came. */
    void deliver(BooleanSupplier stopping) {
        mayHaveMore = false;
        long handled = cursor;
        try {
            List<Event> next = events.after(account, cursor, MOST_AT_ONCE);
            try {
                for (Event event : next) {
                    if (stopping.getAsBoolean()) {
                        return;
                    }
                    int attempt = handled == cursor ? failures + 1 : 1;
                    instance.deliver(event, clock.instant(), attempt, false);
                    handled = event.meta().sequence();
                }
            } finally {
                ack(handled);
            }
            if (next.size() == MOST_AT_ONCE) {
                mayHaveMore = true;
            }
        } catch (DeliveryException | StoreException | RuntimeException e) {
            // A RuntimeException is a defect of the agent; it must not end the lane, for nobody would deliver any more.
            tryAgainLater(e);
        }
    }

    private void ack(long handled) throws DeliveryException, StoreException {
        if (handled == cursor) {
            return;
        }
        instance.flush();
        deliveries.ack(java.util.Map.of(), handled, clock.instant());
        cursor = handled;
        failures = 0;
    }

    private void tryAgainLater(Exception failure) {
        failures++;
        Duration wait = backoff.after(failures, LONGEST_WAIT);
        notBefore = System.nanoTime() + wait.toNanos();
        mayHaveMore = true;
        log.warn(
                "Attempt {} at the event after number {} failed; the events behind it wait, the next attempt is in {} ms: {}",
                failures,
                cursor,
                wait.toMillis(),
                failure.getMessage());
    }
}
