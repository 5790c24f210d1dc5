package dev.vigia.agent.poll;

import dev.vigia.agent.pace.Due;
import java.time.Duration;
import java.util.function.LongSupplier;

/** An empty list where chats are known: hardly ever the truth, so it is believed only if it comes again and again for minutes. */
final class EmptyLists {
    private static final int TIMES_TO_BELIEVE = 3;
    private static final Duration TIME_TO_BELIEVE = Duration.ofMinutes(5);

    private final Due longEnough;
    private int inARow;

    EmptyLists(LongSupplier nanoTime) {
        this.longEnough = new Due(TIME_TO_BELIEVE, nanoTime);
    }

    /** Whether it may be true by now. */
    boolean isBelievedAgain() {
        if (inARow++ == 0) {
            longEnough.done();
        }
        return inARow >= TIMES_TO_BELIEVE && longEnough.isDue();
    }

    void end() {
        inARow = 0;
    }
}
