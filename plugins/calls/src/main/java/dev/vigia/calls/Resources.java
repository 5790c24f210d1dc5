package dev.vigia.calls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;

/** What a plugin instance handed over to be closed at its end. */
public final class Resources {
    private final String instance;
    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();

    Resources(String instance) {
        this.instance = instance;
    }

    void add(AutoCloseable resource) {
        newestFirst.push(resource);
    }

    /**
     * Closes the newest first. One that fails does not keep the others open; an interrupt waits until all are closed.
     *
     * @param log told what could not be closed
     * @param words words for what was thrown
     */
    public void close(Logger log, Function<Throwable, String> words) {
        boolean interrupted = Thread.interrupted();
        while (!newestFirst.isEmpty()) {
            AutoCloseable resource = newestFirst.pop();
            try {
                resource.close();
            } catch (Throwable thrown) {
                interrupted |= thrown instanceof InterruptedException;
                log.warn(
                        "Plugin instance \"{}\" could not close its {}: {}. What it held may not be complete",
                        instance,
                        resource.getClass().getName(),
                        words.apply(thrown));
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
