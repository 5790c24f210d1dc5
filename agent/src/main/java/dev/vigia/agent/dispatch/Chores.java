package dev.vigia.agent.dispatch;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.PluginJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one plugin instance does again and again for one account, and when that is due. Used by the lane's thread alone. */
final class Chores {
    private static final Logger log = LoggerFactory.getLogger(Chores.class);
    private static final Duration LOOK_FOR_BASELINE = Duration.ofSeconds(1);

    /** A job and its next run. */
    static final class Chore {
        private final PluginJob job;
        private long dueNanos;
        private Instant scheduled;
        private int failures;
        private boolean running;

        private Chore(PluginJob job, long dueNanos, Instant scheduled) {
            this.job = job;
            this.dueNanos = dueNanos;
            this.scheduled = scheduled;
        }

        PluginJob job() {
            return job;
        }

        int attempt() {
            return failures + 1;
        }

        /** The time that this run was meant for: the same at every attempt. */
        Instant scheduled() {
            return scheduled;
        }

        @Override
        public String toString() {
            return "the job \"" + job.name() + "\"";
        }
    }

    private final String account;
    private final PluginMemory memory;
    private final Clock clock;
    private final Backoff backoff;
    private final List<Chore> chores = new ArrayList<>();
    private boolean baselined;

    Chores(Deliveries deliveries, List<PluginJob> jobs, PluginMemory memory, Clock clock, Backoff backoff)
            throws StoreException {
        this.account = deliveries.account();
        this.memory = memory;
        this.clock = clock;
        this.backoff = backoff;
        Map<String, Instant> ran = jobs.isEmpty() ? Map.of() : deliveries.jobs();
        Instant now = clock.instant();
        for (PluginJob job : jobs) {
            Instant last = ran.get(job.name());
            Duration wait = last == null ? Duration.ZERO : Duration.between(now, last.plus(job.period()));
            Duration bounded =
                    wait.isNegative() ? Duration.ZERO : wait.compareTo(job.period()) > 0 ? job.period() : wait;
            chores.add(new Chore(job, System.nanoTime() + bounded.toNanos(), now.plus(bounded)));
        }
    }

    /** What is due, if the account's chats are known. */
    Optional<Chore> next() throws StoreException {
        for (Chore chore : chores) {
            if (!chore.running && chore.dueNanos <= System.nanoTime()) {
                if (!baselined && !memory.isBaselined(account)) {
                    chore.dueNanos = System.nanoTime() + LOOK_FOR_BASELINE.toNanos();
                    continue;
                }
                baselined = true;
                chore.running = true;
                return Optional.of(chore);
            }
        }
        return Optional.empty();
    }

    Optional<Duration> untilDue() {
        long now = System.nanoTime();
        return chores.stream()
                .filter(chore -> !chore.running && chore.dueNanos > now)
                .map(chore -> Duration.ofNanos(chore.dueNanos - now))
                .min(Duration::compareTo);
    }

    void done(Chore chore) {
        if (chore.failures > 0) {
            log.info("In the account {}, {} works again, after {} failed attempt(s)", account, chore, chore.failures);
        }
        chore.failures = 0;
        again(chore, chore.job.period());
        chore.scheduled = clock.instant().plus(chore.job.period());
    }

    void failed(Chore chore, String why) {
        chore.failures++;
        Duration wait = backoff.after(chore.failures, chore.job.period());
        if (chore.failures == 1) {
            log.warn(
                    "In the account {}, {} failed and is tried again until it succeeds, next in {} ms: {}",
                    account,
                    chore,
                    wait.toMillis(),
                    why);
        } else {
            log.debug("In the account {}, {} still fails, next in {} ms: {}", account, chore, wait.toMillis(), why);
        }
        again(chore, wait);
    }

    /** It was not tried after all. */
    void back(Chore chore) {
        chore.running = false;
    }

    private static void again(Chore chore, Duration wait) {
        chore.running = false;
        chore.dueNanos = System.nanoTime() + wait.toNanos();
    }
}
