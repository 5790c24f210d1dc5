package dev.vigia.agent.plugin;

import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SetupCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Runs a plugin's setup and refuses the instance unless all of it is well. */
final class Refusal {
    private Refusal() {}

    static void check(PluginType type, PluginUse use, SetupCall setup, Logger log) throws PluginException {
        Failure failure = run(type, setup);
        InvalidSettingsException badSettings = setup.badSettings();
        if (badSettings != null) {
            // The plugin's own exception, if any, is but the consequence.
            throw new PluginException(badSettings.problems().stream()
                    .map(problem -> "plugin instance \"" + use.instance() + "\": " + problem)
                    .toList());
        }
        if (failure != null) {
            String problem = about(type, use) + " failed in setup: " + failure.text()
                    + ". Correct the plugin or its settings, or take the instance out of the configuration";
            throw failure.isLinkage() ? new PluginException(problem) : PluginException.perhapsForNow(problem);
        }
        List<String> unfinished = setup.unfinishedRoutes();
        if (!unfinished.isEmpty()) {
            throw new PluginException(about(type, use) + " left " + String.join(", ", unfinished)
                    + " without a handler. End the route in the plugin's setup with handle(…)");
        }
        if (!setup.registered().hasRoutes()) {
            log.warn("Plugin {} opened no route in setup, so it gets no events", type);
        }
    }

    private static @Nullable Failure run(PluginType type, SetupCall setup) {
        try {
            type.newPlugin().setup(setup);
            return null;
        } catch (Throwable thrown) {
            Failure failure = Failure.of(thrown, type.loader());
            if (failure.isInterrupt()) {
                Thread.currentThread().interrupt();
            }
            return failure;
        } finally {
            setup.end();
        }
    }

    private static String about(PluginType type, PluginUse use) {
        return use.origin() + ": plugin instance \"" + use.instance() + "\": plugin " + type;
    }
}
