package dev.vigia.agent.poll;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Polls every account when its time comes, each at most once at a time.
 *
 * <p>Threads are as many as polls are under way, not as accounts. Accounts that fail have threads of their own: if they wait for answers
 * that do not come, no other account waits with them.
 */
final class PollSchedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PollSchedule.class);
    private static final int MOST_THREADS = 64;
    private static final int MOST_THREADS_OF_FAILING = 16;
    private static final Duration WHEN_ALL_ARE_BUSY = Duration.ofMillis(100);
    private static final int INTERVALS_AFTER_A_DEFECT = 12;
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "poll-timer"));
    private final ThreadPoolExecutor healthy;
    private final ThreadPoolExecutor failing;
    private final RandomGenerator random;
    private final Map<String, Turns> accounts = new ConcurrentHashMap<>();

    PollSchedule(RandomGenerator random, ThreadFactory threads) {
        this.random = random;
        this.healthy = pool("poll", MOST_THREADS, threads);
        this.failing = pool("poll-failing", MOST_THREADS_OF_FAILING, threads);
    }

    /** One account's polls, by whoever does them now. All of it is read and changed with its lock held. */
    private static final class Turns {
        private @Nullable AccountPoller poller;
        private boolean underWay;
        /** Counts what is scheduled: only the latest counts. */
        private long scheduled;
    }

    /** Begins to poll, the accounts' first polls spread over the time that lies between two of each. */
    void start(List<AccountPoller> pollers) {
        for (int i = 0; i < pollers.size(); i++) {
            AccountPoller poller = pollers.get(i);
            begin(poller, poller.interval().multipliedBy(i).dividedBy(pollers.size()));
        }
    }

    /** Has an account polled by this poller from now on: at once, but not before a poll of it by another one has ended. */
    void begin(AccountPoller poller) {
        begin(poller, Duration.ZERO);
    }

    /** Polls an account no more. A poll that is under way ends. */
    void end(String account) {
        Turns turns = accounts.get(account);
        if (turns != null) {
            synchronized (turns) {
                turns.poller = null;
                turns.scheduled++;
            }
        }
    }

    private void begin(AccountPoller poller, Duration delay) {
        Turns turns = accounts.computeIfAbsent(poller.account(), name -> new Turns());
        synchronized (turns) {
            turns.poller = poller;
            turns.scheduled++;
            if (!turns.underWay) {
                schedule(turns, delay);
            }
        }
    }

    private void schedule(Turns turns, Duration delay) {
        long turn = ++turns.scheduled;
        try {
            ScheduledFuture<?> unused = timer.schedule(() -> begin(turns, turn), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("No more polls: the agent is stopping");
        }
    }

    private void begin(Turns turns, long turn) {
        AccountPoller poller;
        synchronized (turns) {
            if (turns.scheduled != turn || turns.poller == null) {
                return;
            }
            poller = turns.poller;
            turns.underWay = true;
        }
        ThreadPoolExecutor pool = poller.isFailing() ? failing : healthy;
        try {
            pool.execute(() -> ended(turns, poller, poll(poller)));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread to be had, from the pool or, at the machine's limit, from the system.
            ended(turns, poller, WHEN_ALL_ARE_BUSY);
        }
    }

    private void ended(Turns turns, AccountPoller by, Duration wait) {
        synchronized (turns) {
            turns.underWay = false;
            if (turns.poller != null) {
                schedule(turns, turns.poller == by ? wait : Duration.ZERO);
            }
        }
    }

    /** Returns how long to wait for the next poll. */
    private Duration poll(AccountPoller poller) {
        long begun = System.nanoTime();
        Duration wait = poller.interval().multipliedBy(INTERVALS_AFTER_A_DEFECT);
        MDC.put("account", poller.account());
        try {
            wait = poller.poll();
        } catch (RuntimeException | Error e) {
            // The loop is ours: a defect met by one look must not end the watch over an account.
            log.error("A poll failed by a defect of the agent; it is tried again in {} seconds", wait.toSeconds(), e);
        } finally {
            MDC.remove("account");
        }
        // An interval runs from look to look; a pause after a failure begins with its end and holds its own chance.
        boolean rests = poller.isFailing();
        return rests ? wait : jittered(wait.minusNanos(System.nanoTime() - begun));
    }

    /** Keeps accounts from falling into step. */
    private Duration jittered(Duration wait) {
        if (wait.isNegative() || wait.isZero()) {
            return Duration.ZERO;
        }
        long tenth = Math.max(1, wait.toNanos() / 10);
        return wait.plusNanos(random.nextLong(tenth) - tenth / 2);
    }

    /** Begins no more polls and waits for those under way, but not for long: those that wait for the gateway end with its connections. */
    @Override
    public void close() {
        timer.shutdownNow();
        healthy.shutdown();
        failing.shutdownNow();
        try {
            if (!healthy.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                healthy.shutdownNow();
            }
        } catch (InterruptedException e) {
            healthy.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor pool(String name, int mostThreads, ThreadFactory threads) {
        return new ThreadPoolExecutor(0, mostThreads, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = threads.newThread(work);
            thread.setName(name);
            return thread;
        });
    }
}
