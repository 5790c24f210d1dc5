package dev.vigia.testkit;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.GapHandler;
import dev.vigia.api.GiveUp;
import dev.vigia.api.Plugin;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.RetryLater;
import dev.vigia.testkit.Call.Occasion;
import dev.vigia.testkit.CallFailure.Kind;
import dev.vigia.testkit.Chores.Chore;
import dev.vigia.testkit.Chores.PluginJob;
import dev.vigia.testkit.Settings.InvalidSettingsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The plugin, set up: the only way into its code. */
final class PluginInstance {
    /** Calls a part of the plugin and says what became of that. */
    private interface Calling {
        String call(Call call) throws Exception;
    }

    /**
     * What the plugin did.
     *
     * @param outcome for a person to read, one line; empty if nothing in the plugin was for it
     */
    record Handled(String outcome, Effects effects) {}

    private final String name;
    private final List<PluginRoute<?>> routes;
    private final List<PluginJob> jobs;
    private final Optional<GapHandler> gapHandler;
    private final List<Flush> flushes;
    private final Deque<AutoCloseable> resources;
    private final Logger log;
    private boolean handledSinceFlush;

    private PluginInstance(String name, SetupCall setup, Logger log) {
        this.name = name;
        this.routes = setup.routes();
        this.jobs = setup.jobs();
        this.gapHandler = setup.gapHandler();
        this.flushes = setup.flushes();
        this.resources = setup.resources();
        this.log = log;
    }

    /** @throws RefusedException if the plugin refuses, or does not take the settings; what it opened is closed again */
    static PluginInstance setUp(ChatPlugin plugin, String name, Settings settings, Clock clock, Logger log) {
        SetupCall setup = new SetupCall(name, settings, clock, log);
        Throwable failure = run(plugin, setup);
        PluginInstance instance = new PluginInstance(name, setup, log);
        RefusedException refusal = refusal(plugin, name, setup, failure);
        if (refusal != null) {
            instance.close();
            throw refusal;
        }
        return instance;
    }

    private static @Nullable Throwable run(ChatPlugin plugin, SetupCall setup) {
        try {
            plugin.setup(setup);
            return null;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            setup.end();
        }
    }

    private static @Nullable RefusedException refusal(
            ChatPlugin plugin, String name, SetupCall setup, @Nullable Throwable failure) {
        String about = "plugin instance \"" + name + "\": ";
        InvalidSettingsException badSettings = setup.badSettings();
        if (badSettings != null) {
            // The plugin's own exception, if any, is but the consequence.
            return new RefusedException(
                    badSettings.problems().stream()
                            .map(problem -> about + problem)
                            .toList(),
                    badSettings);
        }
        if (failure != null) {
            return new RefusedException(
                    List.of(about + "plugin " + idOf(plugin) + " failed in setup: " + Texts.failure(failure)), failure);
        }
        List<String> unfinished =
                setup.unfinishedRoutes().stream().map(RouteDraft::toString).toList();
        return unfinished.isEmpty()
                ? null
                : new RefusedException(
                        List.of(about + "plugin " + idOf(plugin) + " left " + String.join(", ", unfinished)
                                + " without a handler. End the route in the plugin's setup with handle(…)"),
                        null);
    }

    /** What the configuration would call the plugin. */
    static String idOf(ChatPlugin plugin) {
        Plugin named = plugin.getClass().getAnnotation(Plugin.class);
        return named == null ? "plugin" : named.id();
    }

    String name() {
        return name;
    }

    List<PluginJob> jobs() {
        return jobs;
    }

    /** Hands an event to all routes that take it, in their order; to one, if that had it wait. The first that fails ends this. */
    Handled deliver(Item item, Account account, Instant now) throws CallFailure {
        Event event = item.event();
        boolean postponed = item.origin() == Item.Origin.POSTPONED;
        Occasion occasion =
                new Occasion(name, account, now, item.attempt(), item.isReplay(), event instanceof PluginNotice, log);
        Effects effects = new Effects();
        StringJoiner outcomes = new StringJoiner("; ");
        for (PluginRoute<?> route : routes) {
            if (route.takes(event) && (!postponed || route.name().equals(item.route()))) {
                String key = Texts.key(name, event.meta().id(), route.name());
                Calling calling = call -> postponed
                        ? route.deliverPostponed(event, occasion, call, effects)
                        : route.deliver(event, occasion, call, effects);
                outcomes.add(
                        route.name() + ": " + call("route \"" + route.name() + "\"", occasion, key, effects, calling));
            }
        }
        return new Handled(outcomes.toString(), effects);
    }

    /** Runs a job for an account. */
    Effects run(Chore chore, Account account, Instant now) throws CallFailure {
        Effects effects = new Effects();
        String jobName = chore.job().name();
        String key = Texts.key(name, account.name(), jobName, chore.scheduled().toString());
        call("job \"" + jobName + "\"", occasion(account, now, chore.attempt()), key, effects, call -> {
            chore.job().job().run(call);
            return "ran";
        });
        return effects;
    }

    /** Tells the plugin what it will never get, if it wants to know. */
    Effects tell(Loss loss, Account account, Instant now) throws CallFailure {
        Effects effects = new Effects();
        if (gapHandler.isPresent()) {
            String key = Texts.key(name, account.name(), "gap", Long.toString(loss.first()));
            call("the handler of gaps", occasion(account, now, loss.attempt()), key, effects, call -> {
                gapHandler.get().lost(loss, call);
                return "told";
            });
        }
        return effects;
    }

    /** Makes durable what was handled since this last succeeded; nothing, if nothing was. */
    void flush() throws CallFailure {
        if (!handledSinceFlush) {
            return;
        }
        try {
            for (Flush step : flushes) {
                step.flush();
            }
            handledSinceFlush = false;
        } catch (Throwable thrown) {
            throw failed("a step before the ack", thrown);
        }
    }

    /** Whether what was handled is durable only after a {@link #flush}. */
    boolean flushes() {
        return !flushes.isEmpty();
    }

    /** Closes what the plugin handed over, the last first. One that fails does not keep the others open. */
    void close() {
        while (!resources.isEmpty()) {
            AutoCloseable resource = resources.pop();
            try {
                resource.close();
            } catch (Exception e) {
                log.warn(
                        "Plugin instance \"{}\" could not close its {}. What it held may not be complete",
                        name,
                        resource.getClass().getName(),
                        e);
            }
        }
    }

    private Occasion occasion(Account account, Instant now, int attempt) {
        return new Occasion(name, account, now, attempt, false, false, log);
    }

    private String call(String where, Occasion occasion, String key, Effects effects, Calling calling)
            throws CallFailure {
        Call call = new Call(occasion, where, key, effects);
        try {
            return calling.call(call);
        } catch (Throwable thrown) {
            throw failed(where, thrown);
        } finally {
            // Also if it failed: what it wrote until then may lie in the same buffer as what others wrote.
            handledSinceFlush = true;
            call.end();
        }
    }

    private CallFailure failed(String where, Throwable thrown) {
        String about = "plugin instance \"" + name + "\": " + where;
        if (thrown instanceof RetryLater later) {
            return new CallFailure(
                    about + " wants to try later: " + Texts.reason(later), Kind.LATER, later.delay(), thrown);
        }
        if (thrown instanceof GiveUp) {
            return new CallFailure(about + " gives up: " + Texts.reason(thrown), Kind.HOPELESS, Duration.ZERO, thrown);
        }
        if (thrown instanceof LinkageError || thrown instanceof OutOfMemoryError) {
            // The class path of the test is at fault, or the process: nothing that another attempt could cure.
            throw (Error) thrown;
        }
        return new CallFailure(about + " failed: " + Texts.failure(thrown), Kind.FAILED, Duration.ZERO, thrown);
    }
}
