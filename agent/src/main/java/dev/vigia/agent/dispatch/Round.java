package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.DeliveryException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.Handled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some events of one account that a worker hands to the plugin, one after the other. */
final class Round implements Assignment {
    private static final Logger log = LoggerFactory.getLogger(Round.class);

    /** What the lane wants to know of a round. Each is called on the worker's thread. */
    interface Lane {
        /** Whether no further event should be begun. */
        boolean isHalted();

        /** Runs something on the lane's thread. */
        void post(Runnable message);

        /** Called on the lane's thread: the plugin has handled an event. */
        void succeeded();

        /** Called on the lane's thread: the plugin has failed with an event. */
        void failed(Item item, String why);

        /** Called on the lane's thread: no event can be handled by this plugin. */
        void broken(String why);

        /** Called on the lane's thread: what was handled cannot be made durable by the plugin. */
        void flushFailed(String why);

        /** Called on the lane's thread: the store is out of order. */
        void storeFailed(String why);
    }

    private final Lane lane;
    private final Feed feed;
    private final PluginInstance instance;
    private final Clock clock;
    private final Attempts attempts;
    private final List<Item> items;
    private final boolean trial;
    private final Set<Item> unreported;
    private final Map<Item, Handled> unflushed = new LinkedHashMap<>();
    private volatile @Nullable Item current;
    /** Whether the thread is in, or was lost in, what concerns no event alone. */
    private volatile boolean flushing;

    private @Nullable String keptChat;
    private int failedFlushesBefore;

    /** @param trial whether a failure is the plugin's, so that it is not held against the event */
    Round(
            Lane lane,
            Feed feed,
            PluginInstance instance,
            Clock clock,
            Attempts attempts,
            List<Item> items,
            boolean trial) {
        this.lane = lane;
        this.feed = feed;
        this.instance = instance;
        this.clock = clock;
        this.attempts = attempts;
        this.items = items;
        this.trial = trial;
        this.unreported = new HashSet<>(items);
    }

    @Override
    public void run(Worker worker) {
        for (Item item : items) {
            if ((lane.isHalted() && !trial) || worker.isGivenUp()) {
                break;
            }
            if (!deliver(item, worker)) {
                break;
            }
        }
        if (!worker.isGivenUp() && !unflushed.isEmpty()) {
            flush(worker);
        }
    }

    /** Returns whether all is well, so that the next event may follow; if not, the lane has to decide what comes next. */
    private boolean deliver(Item item, Worker worker) {
        current = item;
        if (unflushed.isEmpty()) {
            failedFlushesBefore = instance.failedFlushes();
        }
        worker.enter(item.toString());
        try {
            Handled handled = item.deliverTo(instance, clock.instant());
            if (!worker.leave()) {
                return false;
            }
            boolean alone = !item.isFromLog() || !handled.effects().isEmpty();
            return alone ? flush(worker) && settle(item, handled, worker) : keep(item, handled);
        } catch (DeliveryException e) {
            // First what came before it: once its chat waits, only what follows is delivered again.
            return worker.leave() && (unflushed.isEmpty() || flush(worker)) && failed(item, e);
        } catch (StoreException e) {
            return worker.leave() && storeFailed(e);
        }
    }

    /** An event without effects is acked with others, after the plugin has made durable what it wrote. */
    private boolean keep(Item item, Handled handled) {
        unflushed.put(item, handled);
        if (!instance.flushes()) {
            reportUnflushed();
        }
        return true;
    }

    /** Returns whether all that was handled is durable; if not, it is delivered again, and held against none of it. */
    private boolean flush(Worker worker) {
        flushing = true;
        worker.enter("a step before the ack");
        try {
            instance.flush();
            if (!worker.leave()) {
                return false;
            }
            flushing = false;
            if (instance.failedFlushes() != failedFlushesBefore) {
                return flushFailed("another thread could not make durable what this one had handled");
            }
            reportUnflushed();
            return true;
        } catch (DeliveryException e) {
            if (worker.leave()) {
                flushing = false;
                flushFailed(String.valueOf(e.getMessage()));
            }
            return false;
        }
    }

    private boolean flushFailed(String why) {
        unflushed.clear();
        lane.post(() -> lane.flushFailed(why));
        return false;
    }

    private void reportUnflushed() {
        if (unflushed.isEmpty()) {
            return;
        }
        Map<Item, Handled> flushed = new LinkedHashMap<>(unflushed);
        unflushed.clear();
        lane.post(() -> flushed.forEach((item, handled) -> {
            if (unreported.remove(item)) {
                feed.handled(item, handled.outcome());
                succeeded(handled);
            }
        }));
    }

    private boolean settle(Item item, Handled handled, Worker worker) {
        try {
            if (!feed.deliveries().settle(item.delivery(), handled.outcome(), handled.effects(), clock.instant())) {
                // Another call took the same slot at the same time, so this one's is taken: it is asked again.
                return deliver(item, worker);
            }
            report(item, () -> {
                feed.settled(item, handled.effects().postponements());
                succeeded(handled);
            });
            return true;
        } catch (StoreException e) {
            return storeFailed(e);
        }
    }

    private void succeeded(Handled handled) {
        if (handled.reachedHandler()) {
            lane.succeeded();
        }
    }

    private boolean failed(Item item, DeliveryException e) {
        String why = String.valueOf(e.getMessage());
        try {
            switch (e.kind()) {
                case FAILED -> {
                    if (!trial) {
                        report(item, fail(item, why));
                    }
                    lane.post(() -> lane.failed(item, why));
                }
                case LATER -> report(item, waitAsAsked(item, why, e.delay()));
                case HOPELESS -> report(item, bury(item, why));
                case BROKEN -> lane.post(() -> lane.broken(why));
            }
            return false;
        } catch (StoreException failed) {
            return storeFailed(failed);
        }
    }

    /** Records a failed attempt, and returns what that means to the feed. */
    private Runnable fail(Item item, String why) throws StoreException {
        int attempt = item.delivery().attempt();
        if (attempt >= Attempts.MOST) {
            return bury(item, why);
        }
        Duration wait = attempts.wait(attempt);
        Runnable told = wait(item, why, attempt, wait);
        log.warn(
                "Attempt {} of {} at {} failed; what comes for the same chat waits, the next attempt is in {} ms: {}",
                attempt,
                Attempts.MOST,
                item,
                wait.toMillis(),
                why);
        return told;
    }

    private Runnable waitAsAsked(Item item, String why, Duration wait) throws StoreException {
        Runnable told = wait(item, why, item.delivery().attempt() - 1, wait);
        log.info("The {} waits for {} s, and what comes for the same chat: {}", item, wait.toSeconds(), why);
        return told;
    }

    private Runnable wait(Item item, String why, int failedAttempts, Duration wait) throws StoreException {
        Instant now = clock.instant();
        Instant due = now.plus(wait);
        feed.deliveries().retry(item.delivery(), why, failedAttempts, due, now);
        return () -> {
            feed.waits(item, failedAttempts, due);
            coverRestOf(item.chat());
        };
    }

    /** The parked chat brings its later events itself. */
    private void coverRestOf(String chat) {
        List<Item> rest = unreported.stream()
                .filter(item -> item.isFromLog() && item.chat().equals(chat))
                .toList();
        rest.forEach(feed::covered);
        rest.forEach(unreported::remove);
    }

    private Runnable bury(Item item, String why) throws StoreException {
        feed.deliveries().bury(item.delivery(), why, clock.instant());
        log.error(
                "The {} went to the dead letters after {} attempt(s); the chat's next event is delivered. See it with 'vigia"
                        + " dead list', deliver it again with 'vigia dead retry': {}",
                item,
                item.delivery().attempt(),
                why);
        return () -> feed.settled(item, List.of());
    }

    private boolean storeFailed(StoreException e) {
        String why = String.valueOf(e.getMessage());
        lane.post(() -> lane.storeFailed(why));
        return false;
    }

    private void report(Item item, Runnable what) {
        lane.post(() -> {
            if (unreported.remove(item)) {
                what.run();
            }
        });
    }

    @Override
    public void finished() {
        items.forEach(item -> feed.release(item.chat()));
        unreported.forEach(feed::back);
        unreported.clear();
    }

    @Override
    public void failed(String why) {
        failCurrent(flushing ? null : current, why);
        finished();
    }

    /** The chat of the event that the thread is still in the plugin with has to wait until it comes back. */
    @Override
    public boolean givenUp(String why) {
        Item item = flushing ? null : current;
        failCurrent(item, why);
        keptChat = item == null ? null : item.chat();
        unreported.forEach(feed::back);
        unreported.clear();
        items.stream().map(Item::chat).filter(chat -> !chat.equals(keptChat)).forEach(feed::release);
        return true;
    }

    private void failCurrent(@Nullable Item item, String why) {
        if (item == null) {
            lane.flushFailed(why);
        } else if (unreported.contains(item)) {
            Item first = firstUnreported(item);
            unreported.remove(first);
            try {
                fail(first, why).run();
                lane.failed(item, why);
            } catch (StoreException e) {
                lane.storeFailed(String.valueOf(e.getMessage()));
                feed.back(first);
            }
        }
    }

    /** What came before an event in its chat and is not durable is delivered again with it, so the chat has to wait from there on. */
    private Item firstUnreported(Item item) {
        return items.stream()
                .filter(each -> each.chat().equals(item.chat()) && unreported.contains(each))
                .findFirst()
                .orElse(item);
    }

    @Override
    public void cameBack() {
        String chat = keptChat;
        if (chat != null) {
            feed.release(chat);
        }
    }
}
