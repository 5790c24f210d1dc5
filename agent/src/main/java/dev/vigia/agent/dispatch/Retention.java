package dev.vigia.agent.dispatch;

import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Outbox;
import dev.vigia.agent.store.Pruning;
import dev.vigia.agent.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, every hour, the events that are older than they need to be kept and that every plugin instance at work has handled, and the actions of old. */
final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Pruning pruning;
    private final Outbox outbox;
    private final Duration keep;
    private final Supplier<List<Deliveries>> working;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "event-retention"));

    Retention(Pruning pruning, Outbox outbox, Duration keep, Supplier<List<Deliveries>> working, Clock clock) {
        this.pruning = pruning;
        this.outbox = outbox;
        this.keep = keep;
        this.working = working;
        this.clock = clock;
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::prune, 1, 60, TimeUnit.MINUTES);
    }

    private void prune() {
        try {
            Instant now = clock.instant();
            int events = pruning.prune(now.minus(keep), working.get(), now);
            int actions = outbox.prune(now.minus(keep), now);
            log.debug("{} events and {} actions older than {} deleted", events, actions, keep);
        } catch (StoreException | RuntimeException e) {
            log.warn("Old events could not be deleted; it is tried again in an hour: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
