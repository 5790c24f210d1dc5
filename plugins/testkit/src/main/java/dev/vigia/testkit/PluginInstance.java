package dev.vigia.testkit;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Flush;
import dev.vigia.api.GiveUp;
import dev.vigia.api.Plugin;
import dev.vigia.api.RetryLater;
import dev.vigia.calls.Call;
import dev.vigia.calls.Calls;
import dev.vigia.calls.Handled;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.Occasion;
import dev.vigia.calls.PluginJob;
import dev.vigia.calls.Registered;
import dev.vigia.calls.Resources;
import dev.vigia.calls.SetupCall;
import dev.vigia.calls.Thrown;
import dev.vigia.testkit.CallFailure.Kind;
import dev.vigia.testkit.Chores.Chore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The plugin, set up: the only way into its code. */
final class PluginInstance {
    private final String name;
    private final Registered registered;
    private final Resources resources;
    private final Logger log;
    private boolean handledSinceFlush;

    private PluginInstance(String name, SetupCall setup, Logger log) {
        this.name = name;
        this.registered = setup.registered();
        this.resources = setup.resources();
        this.log = log;
    }

    /** @throws RefusedException if the plugin refuses, or does not take the settings; what it opened is closed again */
    static PluginInstance setUp(ChatPlugin plugin, String name, Settings settings, Clock clock, Logger log) {
        SetupCall setup = new SetupCall(name, settings, () -> {}, clock, log);
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
                    List.of(about + "plugin " + idOf(plugin) + " failed in setup: " + words(failure)), failure);
        }
        List<String> unfinished = setup.unfinishedRoutes();
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
        return registered.jobs();
    }

    /** Hands an event to all routes that take it, in their order; to one, if that had it wait. */
    Handled deliver(Item item, Account account, Instant now) throws CallFailure {
        Occasion occasion = occasion(account, item.chat(), now, item.attempt(), item.isReplay());
        return make(
                item.origin() == Item.Origin.POSTPONED
                        ? registered.forPostponed(item.event(), item.route(), occasion)
                        : registered.forEvent(item.event(), occasion));
    }

    /** Runs a job for an account. */
    Handled run(Chore chore, Account account, Instant now) throws CallFailure {
        Occasion occasion = occasion(account, "", now, chore.attempt(), false);
        return make(registered.forJob(chore.job(), chore.scheduled(), occasion));
    }

    /** Tells the plugin what it will never get, if it wants to know. */
    Handled tell(Loss loss, Account account, Instant now) throws CallFailure {
        return make(registered.forGap(loss, occasion(account, "", now, loss.attempt(), false)));
    }

    /** Makes durable what was handled since this last succeeded; nothing, if nothing was. */
    void flush() throws CallFailure {
        if (!handledSinceFlush) {
            return;
        }
        try {
            for (Flush step : registered.flushes()) {
                step.flush();
            }
            handledSinceFlush = false;
        } catch (Throwable thrown) {
            throw failed("a step before the ack", thrown);
        }
    }

    /** Whether what was handled is durable only after a {@link #flush}. */
    boolean flushes() {
        return !registered.flushes().isEmpty();
    }

    /** Closes what the plugin handed over, the last first. One that fails does not keep the others open. */
    void close() {
        resources.close(log, PluginInstance::words);
    }

    private Occasion occasion(Account account, String chat, Instant now, int attempt, boolean replay) {
        return new Occasion(name, account.name(), chat, now, attempt, replay, account.memory(), log);
    }

    private Handled make(Calls calls) throws CallFailure {
        for (Call call : calls.inOrder()) {
            try {
                call.run();
            } catch (Throwable thrown) {
                throw failed(call.where(), thrown);
            } finally {
                // Also if it failed: what it wrote until then may lie in the same buffer as what others wrote.
                handledSinceFlush = true;
            }
        }
        return calls.handled();
    }

    private CallFailure failed(String where, Throwable thrown) {
        String about = "plugin instance \"" + name + "\": " + where;
        if (thrown instanceof RetryLater later) {
            return new CallFailure(
                    about + " wants to try later: " + Thrown.reason(later), Kind.LATER, later.delay(), thrown);
        }
        if (thrown instanceof GiveUp) {
            return new CallFailure(about + " gives up: " + Thrown.reason(thrown), Kind.HOPELESS, Duration.ZERO, thrown);
        }
        if (thrown instanceof LinkageError || thrown instanceof OutOfMemoryError) {
            // The class path of the test is at fault, or the process: nothing that another attempt could cure.
            throw (Error) thrown;
        }
        return new CallFailure(about + " failed: " + words(thrown), Kind.FAILED, Duration.ZERO, thrown);
    }

    /** Without the places in the plugin's source, which are in the exception itself. */
    private static String words(Throwable thrown) {
        return Thrown.words(thrown, link -> "");
    }
}
