package dev.vigia.agent.plugin;

import dev.vigia.agent.event.Subject;
import dev.vigia.agent.plugin.Call.Occasion;
import dev.vigia.agent.plugin.DeliveryException.Kind;
import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.Gap;
import dev.vigia.api.GapHandler;
import dev.vigia.api.GiveUp;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * One configured use of a plugin, set up: the only way into the plugin's code. Whatever that code throws comes out as text.
 *
 * <p>Events may be delivered on several threads at a time; close is for one thread, after all else.
 */
public final class PluginInstance implements AutoCloseable {
    /** Calls a part of the plugin and says what became of that. */
    private interface Calling {
        String call(Call call) throws Exception;
    }

    private final PluginType type;
    private final PluginUse use;
    private final PluginMemory memory;
    private final List<PluginRoute<?>> routes;
    private final List<PluginJob> jobs;
    private final Optional<GapHandler> gapHandler;
    private final List<Flush> flushes;
    private final Resources resources;
    private final Logger log;
    private final AtomicBoolean handledSinceFlush = new AtomicBoolean();
    private final AtomicInteger failedFlushes = new AtomicInteger();
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile boolean closed;

    private PluginInstance(PluginType type, PluginUse use, PluginMemory memory, SetupCall setup) {
        this.type = type;
        this.use = use;
        this.memory = memory;
        this.routes = setup.routes();
        this.jobs = setup.jobs();
        this.gapHandler = setup.gapHandler();
        this.flushes = setup.flushes();
        this.resources = setup.resources();
        this.log = setup.pluginLog();
    }

    /**
     * Makes the plugin's object and runs its setup on the calling thread, which should be the plugin's own.
     *
     * @throws PluginException if the plugin refuses, is at fault, or does not take the settings; what it opened is closed again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public static PluginInstance setUp(PluginType type, PluginUse use, PluginMemory memory, Clock clock)
            throws PluginException {
        return new PluginInstance(type, use, memory, setUp(type, use, clock));
    }

    /**
     * Tries whether the plugin can be set up, and closes what it opened.
     *
     * @throws PluginException if the plugin refuses, is at fault, or does not take the settings
     */
    public static void check(PluginType type, PluginUse use, Clock clock) throws PluginException {
        setUp(type, use, clock).resources().close(type.loader());
    }

    private static SetupCall setUp(PluginType type, PluginUse use, Clock clock) throws PluginException {
        PluginScope scope = PluginScope.enter(type.loader(), use.instance());
        SetupCall setup = new SetupCall(use, clock);
        try {
            Refusal.check(type, use, setup);
            return setup;
        } catch (PluginException refused) {
            setup.resources().close(type.loader());
            throw refused;
        } finally {
            scope.leave();
        }
    }

    /** What the configuration calls it. */
    public String name() {
        return use.instance();
    }

    public PluginType type() {
        return type;
    }

    /** The names of the accounts whose events it gets. */
    public Set<String> accounts() {
        return use.accounts();
    }

    public List<PluginRoute<?>> routes() {
        return routes;
    }

    public List<PluginJob> jobs() {
        return jobs;
    }

    /**
     * Hands an event to all routes that take it, in their order. The first that fails ends this, so that at the next attempt those
     * before it get the event again.
     *
     * @param now what {@code Context.now()} tells
     * @param attempt from 1 upwards
     * @throws DeliveryException if the plugin failed, by an Error too. If it gave in to an interrupt, the thread is marked as
     *     interrupted again
     * @throws StoreException if what the plugin remembers cannot be read
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public Handled deliver(Event event, Instant now, int attempt, boolean replay)
            throws DeliveryException, StoreException {
        Occasion occasion = occasion(event, now, attempt, replay);
        EffectsDraft effects = new EffectsDraft();
        StringJoiner outcomes = new StringJoiner("; ");
        for (PluginRoute<?> route : routes) {
            if (route.takes(event)) {
                String key = OnceKey.of(name(), event.meta().id(), route.name());
                outcomes.add(route.name() + ": "
                        + call(
                                "route \"" + route.name() + "\"",
                                occasion,
                                key,
                                effects,
                                call -> route.deliver(event, occasion, call, effects)));
            }
        }
        return new Handled(outcomes.toString(), effects.reachedHandler(), effects.finished());
    }

    /**
     * Hands an event on that a route had wait until its chat was quiet.
     *
     * @return an outcome also if the plugin has no such route any more
     */
    public Handled deliverPostponed(Event event, String routeName, Instant now, int attempt, boolean replay)
            throws DeliveryException, StoreException {
        EffectsDraft effects = new EffectsDraft();
        Occasion occasion = occasion(event, now, attempt, replay);
        for (PluginRoute<?> route : routes) {
            if (route.name().equals(routeName) && route.takes(event)) {
                String key = OnceKey.of(name(), event.meta().id(), routeName);
                String outcome = call(
                        "route \"" + routeName + "\"",
                        occasion,
                        key,
                        effects,
                        call -> route.deliverPostponed(event, occasion, call, effects));
                return new Handled(routeName + ": " + outcome, effects.reachedHandler(), effects.finished());
            }
        }
        return new Handled(
                routeName + ": the plugin has no such route any more", effects.reachedHandler(), effects.finished());
    }

    /** Runs a job for an account. */
    public Handled run(PluginJob job, String account, Instant now, int attempt, Instant scheduled)
            throws DeliveryException, StoreException {
        EffectsDraft effects = new EffectsDraft();
        String key = OnceKey.of(name(), account, job.name(), scheduled.toString());
        String outcome = call("job \"" + job.name() + "\"", occasion(account, now, attempt), key, effects, call -> {
            job.job().run(call);
            return "ran";
        });
        return new Handled(job.name() + ": " + outcome, true, effects.finished());
    }

    /** Tells the plugin what it will never get, if it wants to know. */
    public Handled tell(Gap gap, Instant now, int attempt) throws DeliveryException, StoreException {
        EffectsDraft effects = new EffectsDraft();
        if (gapHandler.isPresent()) {
            String key = OnceKey.of(name(), gap.account(), "gap", Long.toString(gap.first()));
            call("the handler of gaps", occasion(gap.account(), now, attempt), key, effects, call -> {
                gapHandler.get().lost(gap, call);
                return "told";
            });
        }
        return new Handled("", gapHandler.isPresent(), effects.finished());
    }

    /**
     * Makes durable what was handled since this last succeeded; nothing, if nothing was.
     *
     * @throws DeliveryException if the plugin failed: what was handled since this last succeeded has to be delivered again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public void flush() throws DeliveryException {
        checkOpen();
        if (flushes.isEmpty()) {
            return;
        }
        // Held while the plugin works, so that nobody takes what another thread is about to make durable for durable.
        try {
            flushing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw failed("waiting for a step before the ack on another thread", e);
        }
        try {
            if (handledSinceFlush.getAndSet(false)) {
                runFlushes();
            }
        } finally {
            flushing.unlock();
        }
    }

    private void runFlushes() throws DeliveryException {
        PluginScope scope = PluginScope.enter(type.loader(), name());
        try {
            for (Flush step : flushes) {
                step.flush();
            }
        } catch (Throwable thrown) {
            handledSinceFlush.set(true);
            failedFlushes.incrementAndGet();
            throw failed("a step before the ack", thrown);
        } finally {
            scope.leave();
        }
    }

    /** How many times {@link #flush} has failed: the plugin may have dropped then what any thread had handled since it last succeeded. */
    public int failedFlushes() {
        return failedFlushes.get();
    }

    /** Whether what was handled is durable only after a {@link #flush}. */
    public boolean flushes() {
        return !flushes.isEmpty();
    }

    /** Closes what the plugin handed over, the last first. Failures are logged. */
    @Override
    public void close() {
        closed = true;
        PluginScope scope = PluginScope.enter(type.loader(), name());
        try {
            resources.close(type.loader());
        } finally {
            scope.leave();
        }
    }

    private Occasion occasion(Event event, Instant now, int attempt, boolean replay) {
        return new Occasion(
                name(),
                event.meta().account(),
                Subject.chatOf(event),
                now,
                attempt,
                replay,
                event instanceof PluginNotice,
                memory,
                log);
    }

    private Occasion occasion(String account, Instant now, int attempt) {
        return new Occasion(name(), account, "", now, attempt, false, false, memory, log);
    }

    private String call(String where, Occasion occasion, String key, EffectsDraft effects, Calling calling)
            throws DeliveryException, StoreException {
        checkOpen();
        Call call = new Call(occasion, where, key, effects);
        PluginScope scope = PluginScope.enter(type.loader(), name(), occasion.account(), occasion.chat());
        try {
            String outcome = calling.call(call);
            call.throwStoreFailure();
            return outcome;
        } catch (StoreException e) {
            throw e;
        } catch (Throwable thrown) {
            call.throwStoreFailure();
            throw failed(where, thrown);
        } finally {
            // Also if it failed: what it wrote until then may lie in the same buffer as what others wrote.
            handledSinceFlush.set(true);
            call.end();
            scope.leave();
        }
    }

    private DeliveryException failed(String where, Throwable thrown) {
        String about = "plugin instance \"" + name() + "\": " + where;
        if (thrown instanceof RetryLater later) {
            return new DeliveryException(
                    about + " wants to try later: " + Failure.reason(later), Kind.LATER, later.delay());
        }
        Failure failure = Failure.of(thrown, type.loader());
        if (failure.isInterrupt()) {
            Thread.currentThread().interrupt();
        }
        if (thrown instanceof GiveUp) {
            return new DeliveryException(about + " gives up: " + Failure.reason(thrown), Kind.HOPELESS, Duration.ZERO);
        }
        return new DeliveryException(
                about + " failed: " + failure.text(), failure.isLinkage() ? Kind.BROKEN : Kind.FAILED, Duration.ZERO);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("plugin instance \"" + name() + "\" is closed");
        }
    }
}
