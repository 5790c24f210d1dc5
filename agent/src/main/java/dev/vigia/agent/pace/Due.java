package dev.vigia.agent.pace;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Something to be done every so often, by a clock that nobody sets. Due at first. */
public final class Due {
    private final long everyNanos;
    private final LongSupplier nanoTime;
    private long doneAt;
    private boolean now = true;

    public Due(Duration every, LongSupplier nanoTime) {
        this.everyNanos = every.toNanos();
        this.nanoTime = nanoTime;
    }

    public boolean isDue() {
        return now || nanoTime.getAsLong() - doneAt >= everyNanos;
    }

    public void done() {
        now = false;
        doneAt = nanoTime.getAsLong();
    }

    public void now() {
        now = true;
    }
}
