package dev.vigia.calls;

import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.Gap;
import dev.vigia.api.GapHandler;
import dev.vigia.api.PluginNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a plugin instance registered in its setup, and which calls into it follow from that. */
public final class Registered {
    private final String instance;
    private final List<PluginRoute<?>> routes;
    private final List<PluginJob> jobs;
    private final Optional<GapHandler> gapHandler;
    private final List<Flush> flushes;

    Registered(
            String instance,
            List<PluginRoute<?>> routes,
            List<PluginJob> jobs,
            Optional<GapHandler> gapHandler,
            List<Flush> flushes) {
        this.instance = instance;
        this.routes = List.copyOf(routes);
        this.jobs = List.copyOf(jobs);
        this.gapHandler = gapHandler;
        this.flushes = List.copyOf(flushes);
    }

    public boolean hasRoutes() {
        return !routes.isEmpty();
    }

    public List<PluginJob> jobs() {
        return jobs;
    }

    /** The steps before an ack, in their order. */
    public List<Flush> flushes() {
        return flushes;
    }

    /** Hands an event to all routes that take it, in their order. */
    public Calls forEvent(Event event, Occasion occasion) {
        Calls calls = new Calls(occasion, event instanceof PluginNotice);
        for (PluginRoute<?> route : routes) {
            if (route.takes(event)) {
                addRoute(calls, route, event, call -> route.deliver(event, occasion, call, calls.effects()));
            }
        }
        return calls;
    }

    /** Hands an event on that a route had wait until its chat was quiet. Has an outcome also if there is no such route any more. */
    public Calls forPostponed(Event event, String routeName, Occasion occasion) {
        Calls calls = new Calls(occasion, event instanceof PluginNotice);
        for (PluginRoute<?> route : routes) {
            if (route.name().equals(routeName) && route.takes(event)) {
                addRoute(calls, route, event, call -> route.deliverPostponed(event, occasion, call, calls.effects()));
                return calls;
            }
        }
        calls.came(routeName, "the plugin has no such route any more");
        return calls;
    }

    private void addRoute(Calls calls, PluginRoute<?> route, Event event, Call.Part part) {
        String key = OnceKey.of(instance, event.meta().id(), route.name());
        calls.add("route \"" + route.name() + "\"", route.name(), key, part);
    }

    /**
     * Runs a job.
     *
     * @param scheduled the time that the run was meant for: the same at every attempt
     */
    public Calls forJob(PluginJob job, Instant scheduled, Occasion occasion) {
        Calls calls = new Calls(occasion, false);
        String key = OnceKey.of(instance, occasion.account(), job.name(), scheduled.toString());
        calls.add("job \"" + job.name() + "\"", job.name(), key, call -> {
            calls.effects().reachesHandler();
            job.job().run(call);
            return "ran";
        });
        return calls;
    }

    /** Tells the plugin what it will never get, if it wants to know. */
    public Calls forGap(Gap gap, Occasion occasion) {
        Calls calls = new Calls(occasion, false);
        if (gapHandler.isPresent()) {
            String key = OnceKey.of(instance, occasion.account(), "gap", Long.toString(gap.first()));
            calls.add("the handler of gaps", "gap", key, call -> {
                calls.effects().reachesHandler();
                gapHandler.get().lost(gap, call);
                return "told";
            });
        }
        return calls;
    }
}
