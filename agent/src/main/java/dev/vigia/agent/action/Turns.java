package dev.vigia.agent.action;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Has each account's work done when it is woken and when something of it falls due, never twice at a time. Threads are as many as
 * accounts have work at the same time; without any there is only a timer.
 */
final class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final int MOST_THREADS = 256;
    private static final Duration WHEN_ALL_ARE_BUSY = Duration.ofMillis(100);
    private static final Duration AFTER_A_DEFECT = Duration.ofMinutes(1);

    private enum State {
        RESTING,
        WORKING,
        /** Something new came while it worked. */
        WORKING_AND_WOKEN
    }

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "action-timer"));
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> new Thread(work, "action"));

    Turns() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * The turns of one account.
     *
     * @param work does what can be done, and says how long it may rest then
     */
    Turn of(String account, Supplier<Duration> work) {
        return new Turn(account, work);
    }

    /** One account's turns. */
    final class Turn {
        private final String account;
        private final Supplier<Duration> work;
        private final AtomicReference<State> state = new AtomicReference<>(State.RESTING);
        private @Nullable Future<?> next;

        private Turn(String account, Supplier<Duration> work) {
            this.account = account;
            this.work = work;
        }

        /** Has the work done soon, on another thread. */
        void wake() {
            State before = state.getAndUpdate(now -> now == State.RESTING ? State.WORKING : State.WORKING_AND_WOKEN);
            if (before == State.RESTING) {
                begin();
            }
        }

        private void begin() {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // No thread to be had, from the pool or, at the machine's limit, from the system.
                next = schedule(this::begin, WHEN_ALL_ARE_BUSY);
            }
        }

        private void run() {
            MDC.put("account", account);
            try {
                do {
                    state.set(State.WORKING);
                    Duration rest = work();
                    if (next != null) {
                        next.cancel(false);
                    }
                    next = schedule(this::wake, rest);
                } while (!state.compareAndSet(State.WORKING, State.RESTING));
            } finally {
                MDC.remove("account");
            }
        }

        private Duration work() {
            try {
                return work.get();
            } catch (RuntimeException | Error e) {
                // The loop is ours: a defect met by one action must not end the sending of the others.
                log.error("Sending failed by a defect of the agent; it goes on in {} s", AFTER_A_DEFECT.toSeconds(), e);
                return AFTER_A_DEFECT;
            }
        }
    }

    private @Nullable Future<?> schedule(Runnable what, Duration delay) {
        try {
            return timer.schedule(what, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("No more turns: the agent is stopping");
            return null;
        }
    }

    /** Begins no more turns. */
    void stop() {
        timer.shutdownNow();
        threads.shutdown();
    }

    /** Waits for the turns under way to end; false if they did not. */
    boolean await(Duration longest) throws InterruptedException {
        return threads.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
