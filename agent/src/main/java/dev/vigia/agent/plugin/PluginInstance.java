package dev.vigia.agent.plugin;

import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * One configured use of a plugin, set up: the only way into the plugin's code. Whatever that code throws comes out as text.
 *
 * <p>Events may be delivered on several threads at a time; flush and close are for one thread, close after all else.
 */
public final class PluginInstance implements AutoCloseable {
    private final PluginType type;
    private final PluginUse use;
    private final List<PluginRoute<?>> routes;
    private final List<Flush> flushes;
    private final Resources resources;
    private final Logger log;
    private final AtomicBoolean handledSinceFlush = new AtomicBoolean();
    private volatile boolean closed;

    private PluginInstance(PluginType type, PluginUse use, SetupCall setup) {
        this.type = type;
        this.use = use;
        this.routes = setup.routes();
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
    public static PluginInstance setUp(PluginType type, PluginUse use, Clock clock) throws PluginException {
        PluginScope scope = PluginScope.enter(type.loader(), use.instance());
        SetupCall setup = new SetupCall(use, clock);
        try {
            Refusal.check(type, use, setup);
            return new PluginInstance(type, use, setup);
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

    /**
     * Hands an event to all routes that take it, in their order. The first that fails ends this, so that at the next attempt those
     * before it get the event again.
     *
     * @param now what {@code Context.now()} tells
     * @param attempt from 1 upwards
     * @throws DeliveryException if the plugin failed, by an Error too. If it gave in to an interrupt, the thread is marked as
     *     interrupted again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public void deliver(Event event, Instant now, int attempt) throws DeliveryException {
        checkOpen();
        PluginScope scope = PluginScope.enter(type.loader(), name(), event);
        try {
            for (PluginRoute<?> route : routes) {
                if (route.takes(event)) {
                    EventCall call = new EventCall(name(), event.meta().id(), route.name(), now, attempt, log);
                    deliver(event, route, call);
                }
            }
        } finally {
            scope.leave();
        }
    }

    /**
     * Makes durable what was handled since this last succeeded; nothing, if nothing was.
     *
     * @throws DeliveryException if the plugin failed: what was handled since this last succeeded has to be delivered again
     * @throws OutOfMemoryError if the plugin ran into one
     */
    public void flush() throws DeliveryException {
        checkOpen();
        if (!handledSinceFlush.getAndSet(false)) {
            return;
        }
        PluginScope scope = PluginScope.enter(type.loader(), name());
        try {
            for (Flush step : flushes) {
                step.flush();
            }
        } catch (Throwable thrown) {
            handledSinceFlush.set(true);
            throw failed("a step before the ack", thrown);
        } finally {
            scope.leave();
        }
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

    private void deliver(Event event, PluginRoute<?> route, EventCall call) throws DeliveryException {
        try {
            if (route.passes(event, call)) {
                handle(event, route, call);
            }
        } catch (Throwable thrown) {
            throw failed("route \"" + route.name() + "\"", thrown);
        } finally {
            call.end();
        }
    }

    private void handle(Event event, PluginRoute<?> route, EventCall call) throws Exception {
        try {
            route.handle(event, call);
        } finally {
            // Also if it failed: what it wrote until then may lie in the same buffer as what others wrote.
            handledSinceFlush.set(true);
        }
    }

    private DeliveryException failed(String where, Throwable thrown) {
        Failure failure = Failure.of(thrown, type.loader());
        if (failure.isInterrupt()) {
            Thread.currentThread().interrupt();
        }
        return new DeliveryException(
                "plugin instance \"" + name() + "\": " + where + " failed: " + failure.text(), failure.isLinkage());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("plugin instance \"" + name() + "\" is closed");
        }
    }
}
