package dev.vigia.agent.plugin;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches whether the classes of plugins that are not used any more leave the memory, and tells what keeps those that do not. */
final class Unloading {
    private static final Logger log = LoggerFactory.getLogger(Unloading.class);
    private static final int HINTS = 3;

    /** A plugin that is closed. */
    private static final class Closed {
        private final String plugin;
        private final WeakReference<PluginLoader> loader;
        /** Tells that it is gone, where the other only tells that nobody can reach it. */
        private final PhantomReference<PluginLoader> gone;

        private final List<ThreadGroup> groups;
        private final long due;
        private int hints;

        Closed(PluginLoader loader, List<ThreadGroup> groups, Duration patience, ReferenceQueue<PluginLoader> queue) {
            this.gone = new PhantomReference<>(loader, queue);
            this.plugin = loader.getName();
            this.loader = new WeakReference<>(loader);
            this.groups = groups;
            this.due = System.nanoTime() + patience.toNanos();
        }
    }

    private final Duration patience;
    private final ReferenceQueue<PluginLoader> gone = new ReferenceQueue<>();
    private final Queue<Closed> closed = new ConcurrentLinkedQueue<>();

    /** @param patience how long a plugin may stay in memory */
    Unloading(Duration patience) {
        this.patience = patience;
    }

    /**
     * Begins to watch. Any thread may call it.
     *
     * @param groups the threads that the plugin's code ran on
     */
    void begin(PluginLoader loader, List<ThreadGroup> groups) {
        closed.add(new Closed(loader, groups, patience, gone));
    }

    /** Looks whether they are gone; those that stay are told once, after the garbage collector was asked a few times, look by look. */
    void look() {
        for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
            Reference<?> one = reference;
            closed.removeIf(each -> each.gone == one);
        }
        List<Closed> overdue = closed.stream()
                .filter(each -> each.due - System.nanoTime() <= 0)
                .toList();
        for (Closed each : overdue) {
            if (each.hints++ == HINTS) {
                closed.remove(each);
                tell(each);
            }
        }
        if (!overdue.isEmpty()) {
            System.gc();
        }
    }

    private void tell(Closed each) {
        PluginLoader loader = each.loader.get();
        if (loader == null) {
            return;
        }
        log.warn(
                "What was loaded from {} is not used any more, and is still in memory after {} s: {}. Each reload of it costs"
                        + " that memory again until the agent is restarted; correct the plugin",
                each.plugin,
                patience.toSeconds(),
                culprits(each, loader));
    }

    private static String culprits(Closed each, PluginLoader loader) {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> isOf(thread, loader, each.groups))
                .toList();
        List<String> parts = new ArrayList<>();
        String agents = names(threads.stream().filter(Unloading::isTheAgents), loader);
        if (!agents.isEmpty()) {
            parts.add("a call of it has not come back: " + agents + ". Let the plugin heed an interrupt there");
        }
        String own = names(threads.stream().filter(thread -> !isTheAgents(thread)), loader);
        if (!own.isEmpty()) {
            parts.add("it left threads running: " + own + ". End them in what setup.closeAtEnd(…) is given");
        }
        Holders.of(loader).forEach(parts::add);
        return parts.isEmpty()
                ? "no thread of it is left, so a shutdown hook, a JDBC driver, a thread-local or a list of the JDK's holds it"
                : String.join("; ", parts);
    }

    /** Those that the agent made to call the plugin. */
    private static boolean isTheAgents(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && thread.getName().startsWith(group.getName() + "-");
    }

    private static String names(Stream<Thread> threads, PluginLoader loader) {
        return threads.map(thread -> "\"" + thread.getName() + "\"" + place(thread.getStackTrace(), loader))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean isOf(Thread thread, PluginLoader loader, List<ThreadGroup> groups) {
        ThreadGroup group = thread.getThreadGroup();
        return thread.getContextClassLoader() == loader
                || thread.getClass().getClassLoader() == loader
                || (group != null && groups.stream().anyMatch(each -> each.parentOf(group)));
    }

    /** Where the plugin's own code is, even if that has called the JDK. */
    private static String place(StackTraceElement[] stack, PluginLoader loader) {
        return Arrays.stream(stack)
                .filter(frame -> Objects.equals(frame.getClassLoaderName(), loader.getName()))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> " in " + frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
    }
}
