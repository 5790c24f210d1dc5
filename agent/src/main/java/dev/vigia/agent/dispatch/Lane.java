package dev.vigia.agent.dispatch;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.store.EventLog;
import dev.vigia.agent.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One plugin instance and the thread that all of its code runs on. It reads the event log behind the instance's cursors; whatever the
 * plugin does, it delays nobody else.
 */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final PluginType type;
    private final PluginUse use;
    private final EventLog events;
    private final dev.vigia.agent.store.Store store;
    private final Clock clock;
    private final Backoff backoff;
    private final Thread thread;
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Consumer<String> onCommit = this::announce;
    private volatile List<Feed> feeds = List.of();
    private volatile boolean stopping;

    Lane(PluginType type, PluginUse use, dev.vigia.agent.store.Store store, Clock clock, RandomGenerator random) {
        this.type = type;
        this.use = use;
        this.events = store.events();
        this.store = store;
        this.clock = clock;
        this.backoff = new Backoff(FIRST_RETRY, random);
        this.thread = new Thread(this::run, "plugin-" + use.instance());
    }

    /** Sets the plugin instance up and begins to deliver. */
    void start() throws PluginException, StoreException {
        thread.start();
        try {
            ready.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginException refused) {
                throw refused;
            }
            if (e.getCause() instanceof StoreException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins no more deliveries. */
    void stop() {
        stopping = true;
        wake.release();
    }

    /** Waits until the delivery under way has ended, but not for ever. */
    void join(Duration longest) throws InterruptedException {
        thread.join(longest.toMillis());
        if (thread.isAlive()) {
            log.warn(
                    "The plugin instance {} did not end its work within {} seconds and is interrupted; the event it works on is"
                            + " delivered again at the next start",
                    use.instance(),
                    longest.toSeconds());
            thread.interrupt();
        }
    }

    private void run() {
        MDC.put("plugin", use.instance());
        try (PluginInstance instance = PluginInstance.setUp(type, use, store.memory(), clock)) {
            feeds = feeds(instance);
            events.onCommit(onCommit);
            ready.complete(true);
            deliverUntilStopped();
        } catch (PluginException | StoreException | RuntimeException e) {
            ready.completeExceptionally(e);
        } finally {
            events.forgetOnCommit(onCommit);
        }
    }

    private List<Feed> feeds(PluginInstance instance) throws StoreException {
        List<Feed> all = new ArrayList<>();
        for (String account : use.accounts()) {
            all.add(new Feed(
                    account,
                    store.deliveries(use.instance(), account),
                    store.deliveries(use.instance(), account).progress().cursor(),
                    instance,
                    events,
                    clock,
                    backoff));
        }
        return List.copyOf(all);
    }

    private void deliverUntilStopped() {
        try {
            while (!stopping) {
                deliverWhatIsDue();
                sleep(untilNextIsDue());
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted: the agent is stopping");
        }
    }

    private void deliverWhatIsDue() {
        for (Feed feed : feeds) {
            if (feed.idleFor(LONGEST_SLEEP).isZero()) {
                MDC.put("account", feed.account());
                feed.deliver(() -> stopping);
                MDC.remove("account");
            }
        }
    }

    private Duration untilNextIsDue() {
        return feeds.stream()
                .map(feed -> feed.idleFor(LONGEST_SLEEP))
                .min(Duration::compareTo)
                .orElse(LONGEST_SLEEP);
    }

    private void announce(String account) {
        for (Feed feed : feeds) {
            if (feed.account().equals(account)) {
                feed.announce();
                wake.release();
            }
        }
    }

    private void sleep(Duration longest) throws InterruptedException {
        if (wake.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
    }
}
