package dev.vigia.agent.zapi;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the next request of one account may go out: at most so many in any second, first come first served, and none while the gateway
 * wants to be left alone. Whoever has to wait takes a place and waits without a lock.
 */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    // When the last so many requests went or will go; the oldest is at `next`.
    private final long[] places;
    private int next;
    private long heldUntil;

    Pace(int perSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.places = new long[perSecond];
        this.heldUntil = nanoTime.getAsLong();
        Arrays.fill(places, heldUntil - SECOND);
    }

    /** Waits for a place. */
    void await() throws InterruptedException {
        // Sleeping no time at all would not notice it.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        TimeUnit.NANOSECONDS.sleep(reserve());
    }

    /** Takes the next place; the answer is how many nanoseconds from now it is. */
    synchronized long reserve() {
        long now = nanoTime.getAsLong();
        long wait = Math.max(0, places[next] + SECOND - now);
        places[next] = now + wait;
        next = (next + 1) % places.length;
        return wait;
    }

    /** Lets no request out for so long. */
    synchronized void hold(Duration duration) {
        long until = nanoTime.getAsLong() + duration.toNanos();
        if (until - heldUntil > 0) {
            heldUntil = until;
        }
    }

    /** How long the gateway still wants to be left alone; zero if it does not. */
    synchronized Duration held() {
        long now = nanoTime.getAsLong();
        if (heldUntil - now <= 0) {
            // Moves along, so that the two never come too far apart to be compared.
            heldUntil = now;
            return Duration.ZERO;
        }
        return Duration.ofNanos(heldUntil - now);
    }
}
