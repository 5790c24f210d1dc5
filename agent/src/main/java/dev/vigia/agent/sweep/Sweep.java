package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.Look;
import dev.vigia.agent.zapi.ZApiException;
import java.util.function.IntConsumer;

/** Reads all pages once, in the way that the account's list allows, and says what that proves. */
public final class Sweep {
    private final Pages pages;
    private final Assumptions assumptions;

    public Sweep(Pages pages, Assumptions assumptions) {
        this.pages = pages;
        this.assumptions = assumptions;
    }

    /**
     * Reads all pages into a look. If this fails, what was read is true all the same, and nothing is proven.
     *
     * @param known how many chats are known
     * @param progress told now and then how many chats were seen
     */
    public Reading read(Look look, int known, IntConsumer progress) throws ZApiException, EndlessListException {
        assumptions.readingBegins();
        Reading reading = assumptions.hold() ? windows(look, known, progress) : null;
        if (reading == null || !assumptions.hold()) {
            reading = twoPasses(look, progress);
        }
        assumptions.readingEnds();
        return reading;
    }

    private Reading windows(Look look, int known, IntConsumer progress) throws ZApiException, EndlessListException {
        return new WindowReading(pages, assumptions, look, progress).read(known);
    }

    private Reading twoPasses(Look look, IntConsumer progress) throws ZApiException, EndlessListException {
        String why = String.valueOf(assumptions.broken());
        int size = assumptions.pageSize();
        PlainPass.read(pages, size, assumptions, look, progress);
        PlainPass.read(pages, Math.max(1, size - size / 4), assumptions, look, progress);
        return Reading.doubtful(Level.TWO_PASSES, why);
    }
}
