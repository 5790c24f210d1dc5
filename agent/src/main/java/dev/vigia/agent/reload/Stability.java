package dev.vigia.agent.reload;

import java.time.Duration;

/** Whether files have kept still for so long that nobody seems to be at work on them. */
final class Stability {
    private final Duration needed;
    private Traces seen = Traces.NONE;
    private long since;

    Stability(Duration needed) {
        this.needed = needed;
    }

    /** Notes how files look at a moment. */
    boolean isReached(Traces now, long nanoTime) {
        if (!now.equals(seen)) {
            seen = now;
            since = nanoTime;
        }
        return nanoTime - since >= needed.toNanos();
    }
}
