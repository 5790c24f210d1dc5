package dev.vigia.agent.dispatch;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * A thread that belongs to one plugin instance: the only kind of thread that the plugin's code runs on. If that code never comes back, the
 * thread is given up; from then on nothing that it does counts.
 */
final class Worker {
    /** Where the thread is. */
    private enum Place {
        WITH_THE_AGENT,
        IN_THE_PLUGIN,
        GIVEN_UP
    }

    private static final Runnable END = Worker::nothing;

    private final Thread thread;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final AtomicReference<Place> place = new AtomicReference<>(Place.WITH_THE_AGENT);
    private volatile long entered;
    private volatile String busyWith = "";

    /** @param atEnd called on the thread when it ends, given up or not */
    Worker(ThreadGroup group, String instance, int number, Consumer<Worker> atEnd) {
        this.thread = new Thread(group, () -> run(instance, atEnd), "plugin-" + instance + "-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** Has something done after what it was given before. */
    void give(Runnable task) {
        work.add(task);
    }

    /** Lets the thread end when it has done what it was given. */
    void end() {
        work.add(END);
    }

    /** Notes, on the thread, that the plugin's code is about to run. */
    void enter(String what) {
        // What was done to this mark before is not for this call.
        Thread.interrupted();
        busyWith = what;
        entered = System.nanoTime();
        place.set(Place.IN_THE_PLUGIN);
    }

    /**
     * Notes, on the thread, that the plugin's code has returned.
     *
     * @return false if the thread was given up meanwhile: then nothing of it counts
     */
    boolean leave() {
        return place.compareAndSet(Place.IN_THE_PLUGIN, Place.WITH_THE_AGENT);
    }

    /** Waits for the thread to end, but not for ever. */
    void join(Duration longest) throws InterruptedException {
        thread.join(Math.max(1, longest.toMillis()));
    }

    boolean isGivenUp() {
        return place.get() == Place.GIVEN_UP;
    }

    /** How long the plugin's code has been running; zero if it is not. */
    Duration inPlugin(long nanoTime) {
        return place.get() == Place.IN_THE_PLUGIN ? Duration.ofNanos(Math.max(0, nanoTime - entered)) : Duration.ZERO;
    }

    /** When the plugin's code was entered the last time: tells one call from the next. */
    long entered() {
        return entered;
    }

    String busyWith() {
        return busyWith;
    }

    void interrupt() {
        if (place.get() == Place.IN_THE_PLUGIN) {
            thread.interrupt();
        }
    }

    /** Gives the thread up, unless the plugin's code has just returned. */
    boolean giveUp() {
        return place.compareAndSet(Place.IN_THE_PLUGIN, Place.GIVEN_UP);
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /** Only its end ends it: an interrupt is meant for the plugin's code. */
    private Runnable take() {
        Runnable task = null;
        while (task == null) {
            try {
                task = work.take();
            } catch (InterruptedException e) {
                // It came too late for whom it was meant.
            }
        }
        return task;
    }

    private static void nothing() {}

    private void run(String instance, Consumer<Worker> atEnd) {
        MDC.put("plugin", instance);
        try {
            while (!isGivenUp()) {
                Runnable task = take();
                if (task == END) {
                    return;
                }
                task.run();
            }
        } finally {
            atEnd.accept(this);
        }
    }
}
