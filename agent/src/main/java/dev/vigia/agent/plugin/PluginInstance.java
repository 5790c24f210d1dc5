package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.DeliveryException.Kind;
import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.Gap;
import dev.vigia.api.GiveUp;
import dev.vigia.api.RetryLater;
import dev.vigia.calls.Call;
import dev.vigia.calls.Calls;
import dev.vigia.calls.Handled;
import dev.vigia.calls.Occasion;
import dev.vigia.calls.PluginJob;
import dev.vigia.calls.Registered;
import dev.vigia.calls.Resources;
import dev.vigia.calls.SetupCall;
import dev.vigia.calls.Thrown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured use of a plugin, set up: the only way into the plugin's code. Whatever that code throws comes out as text.
 *
 * <p>Events may be delivered on several threads at a time; close is for one thread, after all else.
 */
public final class PluginInstance implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginInstance.class);

    private final PluginType type;
    private final PluginUse use;
    private final PluginMemory memory;
    private final Registered registered;
    private final Resources resources;
    private final Logger pluginLog;
    private final AtomicBoolean handledSinceFlush = new AtomicBoolean();
    private final AtomicInteger failedFlushes = new AtomicInteger();
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile boolean closed;

    private PluginInstance(PluginType type, PluginUse use, PluginMemory memory, SetupCall setup, Logger pluginLog) {
        this.type = type;
        this.use = use;
        this.memory = memory;
        this.registered = setup.registered();
        this.resources = setup.resources();
        this.pluginLog = pluginLog;
    }

    /**
     * Makes the plugin's object and runs its setup on the calling thread, which should be the plugin's own.
     *
     * @throws PluginException if the plugin refuses, is at fault, or does not take the settings; what it opened is closed again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public static PluginInstance setUp(PluginType type, PluginUse use, PluginMemory memory, Clock clock)
            throws PluginException {
        Logger pluginLog = logOf(use);
        return new PluginInstance(type, use, memory, setUp(type, use, clock, pluginLog), pluginLog);
    }

    /**
     * Tries whether the plugin can be set up, and closes what it opened.
     *
     * @throws PluginException if the plugin refuses, is at fault, or does not take the settings
     */
    public static void check(PluginType type, PluginUse use, Clock clock) throws PluginException {
        setUp(type, use, clock, logOf(use)).resources().close(log, Failure.wordsFor(type.loader()));
    }

    private static SetupCall setUp(PluginType type, PluginUse use, Clock clock, Logger pluginLog)
            throws PluginException {
        PluginScope scope = PluginScope.enter(type.loader(), use.instance());
        SetupCall setup = new SetupCall(use.instance(), use.settings(), use::checkOneAtATime, clock, pluginLog);
        try {
            Refusal.check(type, use, setup, pluginLog);
            return setup;
        } catch (PluginException refused) {
            setup.resources().close(log, Failure.wordsFor(type.loader()));
            throw refused;
        } finally {
            scope.leave();
        }
    }

    private static Logger logOf(PluginUse use) {
        return LoggerFactory.getLogger("plugin." + use.instance());
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

    public List<PluginJob> jobs() {
        return registered.jobs();
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
        StoredMemory account = memoryOf(event.meta().account());
        Occasion occasion = occasion(account, event, now, attempt, replay);
        return make(registered.forEvent(event, occasion), occasion, account);
    }

    /**
     * Hands an event on that a route had wait until its chat was quiet.
     *
     * @return an outcome also if the plugin has no such route any more
     */
    public Handled deliverPostponed(Event event, String routeName, Instant now, int attempt, boolean replay)
            throws DeliveryException, StoreException {
        StoredMemory account = memoryOf(event.meta().account());
        Occasion occasion = occasion(account, event, now, attempt, replay);
        return make(registered.forPostponed(event, routeName, occasion), occasion, account);
    }

    /** Runs a job for an account. */
    public Handled run(PluginJob job, String account, Instant now, int attempt, Instant scheduled)
            throws DeliveryException, StoreException {
        StoredMemory stored = memoryOf(account);
        Occasion occasion = occasion(stored, account, "", now, attempt, false);
        return make(registered.forJob(job, scheduled, occasion), occasion, stored);
    }

    /** Tells the plugin what it will never get, if it wants to know. */
    public Handled tell(Gap gap, Instant now, int attempt) throws DeliveryException, StoreException {
        StoredMemory stored = memoryOf(gap.account());
        Occasion occasion = occasion(stored, gap.account(), "", now, attempt, false);
        return make(registered.forGap(gap, occasion), occasion, stored);
    }

    /**
     * Makes durable what was handled since this last succeeded; nothing, if nothing was.
     *
     * @throws DeliveryException if the plugin failed: what was handled since this last succeeded has to be delivered again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public void flush() throws DeliveryException {
        checkOpen();
        if (!flushes()) {
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
            for (Flush step : registered.flushes()) {
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
        return !registered.flushes().isEmpty();
    }

    /** Closes what the plugin handed over, the last first. Failures are logged. */
    @Override
    public void close() {
        closed = true;
        PluginScope scope = PluginScope.enter(type.loader(), name());
        try {
            resources.close(log, Failure.wordsFor(type.loader()));
        } finally {
            scope.leave();
        }
    }

    private StoredMemory memoryOf(String account) {
        return new StoredMemory(memory, name(), account);
    }

    private Occasion occasion(StoredMemory stored, Event event, Instant now, int attempt, boolean replay) {
        return occasion(stored, event.meta().account(), event.chatId().orElse(""), now, attempt, replay);
    }

    private Occasion occasion(
            StoredMemory stored, String account, String chat, Instant now, int attempt, boolean replay) {
        return new Occasion(name(), account, chat, now, attempt, replay, stored, pluginLog);
    }

    private Handled make(Calls calls, Occasion occasion, StoredMemory stored) throws DeliveryException, StoreException {
        for (Call call : calls.inOrder()) {
            make(call, occasion, stored);
        }
        return calls.handled();
    }

    private void make(Call call, Occasion occasion, StoredMemory stored) throws DeliveryException, StoreException {
        checkOpen();
        PluginScope scope = PluginScope.enter(type.loader(), name(), occasion.account(), occasion.chat());
        try {
            call.run();
        } catch (Throwable thrown) {
            stored.throwFailure();
            throw failed(call.where(), thrown);
        } finally {
            // Also if it failed: what it wrote until then may lie in the same buffer as what others wrote.
            handledSinceFlush.set(true);
            scope.leave();
        }
        stored.throwFailure();
    }

    private DeliveryException failed(String where, Throwable thrown) {
        String about = "plugin instance \"" + name() + "\": " + where;
        if (thrown instanceof RetryLater later) {
            return new DeliveryException(
                    about + " wants to try later: " + Thrown.reason(later), Kind.LATER, later.delay());
        }
        Failure failure = Failure.of(thrown, type.loader());
        if (failure.isInterrupt()) {
            Thread.currentThread().interrupt();
        }
        if (thrown instanceof GiveUp) {
            return new DeliveryException(about + " gives up: " + Thrown.reason(thrown), Kind.HOPELESS, Duration.ZERO);
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
