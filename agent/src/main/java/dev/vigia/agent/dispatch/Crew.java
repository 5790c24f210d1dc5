package dev.vigia.agent.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one plugin instance, and the watch over how long they are in its code: who does not come back is given up, and another
 * takes the place. Used by the lane's thread alone.
 */
final class Crew {
    private static final Logger log = LoggerFactory.getLogger(Crew.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration ENDING = Duration.ofSeconds(1);
    private static final int MOST_GIVEN_UP = 4;
    private static final int MANY_THREADS = 50;
    private static final int MOST_FRAMES = 20;

    private final ThreadGroup group;
    private final String instance;
    private final int size;
    private final DeliverySettings settings;
    private final Consumer<Runnable> lane;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Map<Worker, Assignment> busy = new LinkedHashMap<>();
    private final Map<Worker, Assignment> givenUp = new HashMap<>();
    private final Map<Worker, Long> warnedOf = new HashMap<>();
    private final Map<Worker, Long> interrupted = new HashMap<>();
    private int numbers;
    private int threadsWarnedOf = MANY_THREADS;

    /** @param lane takes what is to be run on the lane's thread */
    Crew(ThreadGroup group, String instance, int size, DeliverySettings settings, Consumer<Runnable> lane) {
        this.group = group;
        this.instance = instance;
        this.size = size;
        this.settings = settings;
        this.lane = lane;
        fill();
    }

    int size() {
        return size;
    }

    Optional<Worker> idle() {
        return Optional.ofNullable(idle.peek());
    }

    /** One more, whatever became of the others: for the plugin's end, which nobody else may be left for. */
    Worker oneMore() {
        return newWorker();
    }

    boolean isBusy() {
        return !busy.isEmpty();
    }

    /** Whether so many threads did not come back that no other is risked. */
    boolean isStuck() {
        return givenUp.size() >= MOST_GIVEN_UP && idle.isEmpty() && busy.isEmpty();
    }

    void give(Worker worker, Assignment assignment) {
        idle.remove(worker);
        busy.put(worker, assignment);
        worker.give(() -> {
            String failure = run(assignment, worker);
            lane.accept(() -> finished(worker, failure));
        });
    }

    /** What a plugin throws is dealt with where it is called. Whatever else comes must not end the thread, or it would never be missed. */
    private @Nullable String run(Assignment assignment, Worker worker) {
        try {
            assignment.run(worker);
            return null;
        } catch (Throwable thrown) {
            worker.leave();
            if (thrown instanceof OutOfMemoryError) {
                return "plugin instance \"" + instance + "\" ran out of memory or of threads: " + thrown;
            }
            if (worker.isGivenUp()) {
                // It came back to a plugin that is closed by now, and nothing that it does counts.
                return "it was given up";
            }
            String defect = "a defect of the agent: " + thrown;
            log.error(
                    "The agent failed at {} of the plugin instance {}, and goes on. Please report it: {} at {}",
                    worker.busyWith(),
                    instance,
                    defect,
                    text(thrown.getStackTrace()));
            return defect;
        }
    }

    private void finished(Worker worker, @Nullable String failure) {
        Assignment assignment = busy.remove(worker);
        if (assignment == null) {
            return;
        }
        warnedOf.remove(worker);
        interrupted.remove(worker);
        idle.push(worker);
        if (failure == null) {
            assignment.finished();
        } else {
            assignment.failed(failure);
        }
    }

    /** Lets all threads end that can. */
    void end() {
        idle.forEach(Worker::end);
        busy.keySet().forEach(Worker::end);
    }

    /** Waits for the threads that can end, but not for ever. */
    void join() throws InterruptedException {
        for (Worker worker : idle) {
            worker.join(ENDING);
        }
    }

    void interrupt() {
        busy.keySet().forEach(Worker::interrupt);
    }

    /** Gives up who is in the plugin, so that nothing of what it does from now on counts. */
    void giveUp() {
        long now = System.nanoTime();
        for (Worker worker : busy.keySet().toArray(new Worker[0])) {
            Duration time = worker.inPlugin(now);
            worker.interrupt();
            if (worker.giveUp()) {
                giveUp(worker, time);
            }
        }
        fill();
    }

    /** When the next look at the threads is worth it; never, if none is in the plugin. */
    Optional<Duration> untilWatch() {
        Duration often = settings.slowAfter().dividedBy(4);
        return busy.isEmpty()
                ? Optional.empty()
                : Optional.of(often.compareTo(LONGEST_LOOK) < 0 ? often : LONGEST_LOOK);
    }

    /** Looks who has been in the plugin for too long, and replaces who is lost. */
    void watch() {
        long now = System.nanoTime();
        for (Worker worker : busy.keySet().toArray(new Worker[0])) {
            watch(worker, now);
        }
        fill();
        countThreads();
    }

    private void watch(Worker worker, long now) {
        Duration time = worker.inPlugin(now);
        long entered = worker.entered();
        if (time.compareTo(settings.slowAfter()) >= 0 && !Long.valueOf(entered).equals(warnedOf.put(worker, entered))) {
            log.warn(
                    "The plugin instance {} has been busy with {} for {} s; it is here: {}",
                    instance,
                    worker.busyWith(),
                    time.toSeconds(),
                    text(worker.stack()));
        }
        Duration over = time.minus(settings.timeLimit());
        if (!over.isNegative() && !Long.valueOf(entered).equals(interrupted.put(worker, entered))) {
            worker.interrupt();
        }
        if (over.compareTo(grace()) >= 0 && worker.giveUp()) {
            giveUp(worker, time);
        }
    }

    private Duration grace() {
        return GRACE.compareTo(settings.timeLimit()) < 0 ? GRACE : settings.timeLimit();
    }

    private void giveUp(Worker worker, Duration time) {
        Assignment assignment = busy.remove(worker);
        warnedOf.remove(worker);
        interrupted.remove(worker);
        if (assignment == null) {
            return;
        }
        givenUp.put(worker, assignment);
        String why = "the plugin did not end within " + time.toSeconds() + " s and does not heed the interrupt";
        boolean othersGoOn = assignment.givenUp(why);
        if (isStuck()) {
            log.error(
                    "The plugin instance {} is stuck: {} of its threads never came back. It gets no more events until its"
                            + " plugin is replaced by one that is corrected; its events are kept",
                    instance,
                    givenUp.size());
        } else if (othersGoOn) {
            log.error(
                    "The plugin instance {} hangs with {}: {}. That waits until it comes back, and another thread goes on with"
                            + " the rest; after {} such threads none does. Replace the plugin by one that is corrected",
                    instance,
                    worker.busyWith(),
                    why,
                    MOST_GIVEN_UP);
        }
    }

    private void fill() {
        while (idle.size() + busy.size() < size && givenUp.size() < MOST_GIVEN_UP) {
            idle.add(newWorker());
        }
    }

    private Worker newWorker() {
        return new Worker(group, instance, ++numbers, worker -> lane.accept(() -> ended(worker)));
    }

    private void ended(Worker worker) {
        Assignment assignment = givenUp.remove(worker);
        if (assignment != null) {
            log.info("A thread of the plugin instance {} that had been given up has come back", instance);
            assignment.cameBack();
        }
        Assignment unfinished = busy.remove(worker);
        if (unfinished != null) {
            warnedOf.remove(worker);
            interrupted.remove(worker);
            unfinished.failed("a thread of plugin instance \"" + instance + "\" has died");
        }
        idle.remove(worker);
    }

    /** A plugin that starts threads and forgets them takes the whole process down in the end. */
    private void countThreads() {
        int threads = group.activeCount();
        if (threads > threadsWarnedOf) {
            threadsWarnedOf = threads * 2;
            log.warn(
                    "The plugin instance {} has {} threads running, which looks like a leak. The agent cannot end them; correct"
                            + " the plugin",
                    instance,
                    threads);
        }
    }

    /** On one line, as all that is logged. */
    private static String text(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", "));
    }
}
