package dev.vigia.agent.plugin;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Looks through those lists of the JDK's that can be seen for what a plugin has put into them and not taken out. */
final class Holders {
    private Holders() {}

    /** What was found, each with the cure. */
    static List<String> of(PluginLoader loader) {
        List<String> found = new ArrayList<>();
        for (String hook : loader.hooks()) {
            found.add("it may have a shutdown hook, for " + hook + ". " + Danger.SHUTDOWN_HOOK.cure());
        }
        LogManager manager = LogManager.getLogManager();
        for (String name : Collections.list(manager.getLoggerNames())) {
            Logger logger = manager.getLogger(name);
            for (Handler handler : logger == null ? new Handler[0] : logger.getHandlers()) {
                if (isFrom(loader, handler)) {
                    found.add("its " + handler.getClass().getName() + " handles the logger \"" + name
                            + "\" of java.util.logging. Take it out in what setup.closeAtEnd(…) is given");
                }
            }
        }
        for (Provider provider : Security.getProviders()) {
            if (isFrom(loader, provider)) {
                found.add("its security provider " + provider.getName()
                        + " is installed. Take it out in what setup.closeAtEnd(…) is given");
            }
        }
        Object handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null && isFrom(loader, handler)) {
            found.add(
                    "its " + handler.getClass().getName()
                            + " is the default handler for uncaught exceptions. Set it back in what setup.closeAtEnd(…) is given");
        }
        return found;
    }

    private static boolean isFrom(PluginLoader loader, Object object) {
        return object.getClass().getClassLoader() == loader;
    }
}
