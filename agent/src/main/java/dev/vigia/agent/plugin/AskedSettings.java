package dev.vigia.agent.plugin;

import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import dev.vigia.calls.SetupCall;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns which record a plugin reads its settings into. Only its setup knows that, so setup runs up to the call that asks for the settings, and
 * is stopped there.
 */
public final class AskedSettings implements SettingsSource {
    /** Stops a setup. An error, since plugins catch exceptions. */
    private static final class Stop extends Error {
        Stop() {
            super("only the plugin's settings are asked for, so its setup ends here", null, false, false);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(AskedSettings.class);

    private final PluginType type;
    private @Nullable Class<? extends Record> asked;

    private AskedSettings(PluginType type) {
        this.type = type;
    }

    /** Checks what an instance is given against what its plugin asks for, without setting it up. */
    public static void check(PluginType type, PluginUse use, Clock clock, Duration limit)
            throws PluginException, InterruptedException {
        Optional<Class<? extends Record>> record = of(type, clock, limit);
        try {
            if (record.isPresent()) {
                use.settings().as(record.get());
            }
        } catch (InvalidSettingsException e) {
            throw new PluginException(e.problems());
        }
    }

    /**
     * Runs the plugin's constructor and the beginning of its setup, on a thread of its own.
     *
     * @param limit how long that may take
     * @return empty if the plugin takes no settings
     * @throws PluginException if it did not come to its settings
     */
    public static Optional<Class<? extends Record>> of(PluginType type, Clock clock, Duration limit)
            throws PluginException, InterruptedException {
        FutureTask<Optional<Class<? extends Record>>> task = new FutureTask<>(() -> new AskedSettings(type).ask(clock));
        Thread thread = new Thread(task, "settings of " + type.id());
        // One that hangs must not keep the process alive.
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PluginException(
                    about(type) + "its setup did not come to them within " + limit.toSeconds() + " s. " + cure());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof PluginException known
                    ? known
                    : new PluginException(
                            about(type) + Failure.of(cause, type.loader()).text());
        }
    }

    private Optional<Class<? extends Record>> ask(Clock clock) throws PluginException {
        PluginScope scope = PluginScope.enter(type.loader(), type.id());
        Logger pluginLog = LoggerFactory.getLogger("plugin." + type.id());
        SetupCall setup = new SetupCall(type.id(), this, () -> {}, clock, pluginLog);
        try {
            type.newPlugin().setup(setup);
        } catch (Throwable thrown) {
            if (asked == null) {
                throw new PluginException(about(type) + "its setup failed before it came to them: "
                        + Failure.of(thrown, type.loader()).text() + ". " + cure());
            }
        } finally {
            setup.end();
            setup.resources().close(log, Failure.wordsFor(type.loader()));
            scope.leave();
        }
        return Optional.ofNullable(asked);
    }

    @Override
    public <R extends Record> R as(Class<R> record) {
        if (asked == null) {
            asked = record;
        }
        throw new Stop();
    }

    private static String about(PluginType type) {
        return "The settings of plugin " + type + " cannot be told: ";
    }

    private static String cure() {
        return "Let setup begin with settings(…)";
    }
}
