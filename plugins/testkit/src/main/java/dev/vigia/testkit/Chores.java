package dev.vigia.testkit;

import dev.vigia.calls.PluginJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the plugin does again and again for one account, and when that is due. */
final class Chores {
    /** A job and its next run. */
    static final class Chore {
        private final PluginJob job;
        private Instant due;
        private Instant scheduled;
        private int failures;

        private Chore(PluginJob job, Instant start) {
            this.job = job;
            this.due = start;
            this.scheduled = start;
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
            due = now.plus(job.period());
            scheduled = due;
        }

        void failed(Instant now) {
            failures++;
            due = now.plus(Backoff.after(failures, job.period()));
        }
    }

    private final List<Chore> chores;

    Chores(List<PluginJob> jobs, Instant start) {
        this.chores = jobs.stream().map(job -> new Chore(job, start)).toList();
    }

    Optional<Chore> next(Instant now) {
        return chores.stream().filter(chore -> !chore.due.isAfter(now)).findFirst();
    }

    Stream<Instant> times() {
        return chores.stream().map(chore -> chore.due);
    }
}
