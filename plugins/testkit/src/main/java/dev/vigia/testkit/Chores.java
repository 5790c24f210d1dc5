package dev.vigia.testkit;

import dev.vigia.calls.PluginJob;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the plugin does again and again for one account, and when that is due. */
final class Chores {
    /** A job and its next run. */
    static final class Chore {
        private final PluginJob job;
        private Instant due;
        private Instant scheduled;
        private @Nullable Instant ran;
        private int failures;

        /** @param ran when it was done last; null if never */
        private Chore(PluginJob job, @Nullable Instant ran, Instant now) {
            Instant next = ran == null ? now : ran.plus(job.period());
            this.job = job;
            this.ran = ran;
            this.due = next.isBefore(now) ? now : next;
            this.scheduled = due;
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

        void done(Instant now) {
            failures = 0;
            ran = now;
            due = now.plus(job.period());
            scheduled = due;
        }

        void failed(Instant now) {
            failures++;
            due = now.plus(Backoff.after(failures, job.period()));
        }
    }

    private List<Chore> chores;

    Chores(List<PluginJob> jobs, Instant start) {
        this.chores = jobs.stream().map(job -> new Chore(job, null, start)).toList();
    }

    /** Goes on with other jobs. Those that are called as one before are the same. */
    void restart(List<PluginJob> jobs, Instant now) {
        Map<String, Instant> ran = new HashMap<>();
        for (Chore chore : chores) {
            if (chore.ran != null) {
                ran.put(chore.job.name(), chore.ran);
            }
        }
        chores = jobs.stream()
                .map(job -> new Chore(job, ran.get(job.name()), now))
                .toList();
    }

    Optional<Chore> next(Instant now) {
        return chores.stream().filter(chore -> !chore.due.isAfter(now)).findFirst();
    }

    Stream<Instant> times() {
        return chores.stream().map(chore -> chore.due);
    }
}
