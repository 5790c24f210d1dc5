package dev.vigia.agent.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plugin instance handed over to be closed at its end. */
final class Resources {
    private static final Logger log = LoggerFactory.getLogger(Resources.class);

    private final String instance;
    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();

    Resources(String instance) {
        this.instance = instance;
    }

    void add(AutoCloseable resource) {
        newestFirst.push(resource);
    }

    /** Closes the newest first. One that fails does not keep the others open; an interrupt waits until all are closed. */
    void close(PluginLoader loader) {
        boolean interrupted = Thread.interrupted();
        while (!newestFirst.isEmpty()) {
            AutoCloseable resource = newestFirst.pop();
            try {
                resource.close();
            } catch (Throwable thrown) {
                Failure failure = Failure.of(thrown, loader);
                interrupted |= failure.isInterrupt();
                log.warn(
                        "Plugin instance \"{}\" could not close its {}: {}. What it held may not be complete",
                        instance,
                        resource.getClass().getName(),
                        failure.text());
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
