package dev.vigia.agent.dispatch;

import dev.vigia.agent.dispatch.Chores.Chore;
import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Progress.Lost;
import dev.vigia.agent.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one plugin instance has to do for one account: its events, its jobs, and the news of gaps. Used by the lane's thread alone. */
final class AccountWork {
    private static final Logger log = LoggerFactory.getLogger(AccountWork.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final PluginInstance instance;
    private final Deliveries deliveries;
    private final Feed feed;
    private final Chores chores;
    private final Clock clock;
    private final Backoff backoff;
    private Optional<Lost> lost;
    private int untold;
    private long tellAt = System.nanoTime();
    private boolean telling;

    AccountWork(PluginInstance instance, Deliveries deliveries, Feed feed, Chores chores, Clock clock, Backoff backoff)
            throws StoreException {
        this.instance = instance;
        this.deliveries = deliveries;
        this.feed = feed;
        this.chores = chores;
        this.clock = clock;
        this.backoff = backoff;
        this.lost = deliveries.untoldLoss();
    }

    Feed feed() {
        return feed;
    }

    /** What a worker may be given now that is no event: the news of a gap, which comes before everything else, or a job. */
    Optional<Assignment> nextBesideEvents() throws StoreException {
        if (lost.isPresent()) {
            return telling || tellAt > System.nanoTime() ? Optional.empty() : Optional.of(tell(lost.get()));
        }
        Optional<Chore> chore = chores.next();
        return chore.map(due -> new ChoreRun(chores, due, instance, deliveries, clock));
    }

    List<Item> nextEvents(int most, boolean sideBySide, Predicate<Item> acceptable) throws StoreException {
        return lost.isPresent() ? List.of() : feed.next(most, sideBySide, acceptable);
    }

    private Assignment tell(Lost loss) {
        if (untold == 0) {
            log.warn(
                    "The plugin instance {} has lost events of the account {}, up to number {}: they were deleted while it was"
                            + " not at work",
                    instance.name(),
                    deliveries.account(),
                    loss.last());
        }
        telling = true;
        return new GapTelling(loss, untold + 1, instance, deliveries, clock, this::told);
    }

    private void told(@Nullable String failure) {
        telling = false;
        if (failure == null) {
            untold = 0;
            try {
                lost = deliveries.untoldLoss();
                return;
            } catch (StoreException e) {
                failure = e.getMessage();
            }
        }
        untold++;
        Duration wait = backoff.after(untold, LONGEST_WAIT);
        tellAt = System.nanoTime() + wait.toNanos();
        log.warn("It could not be told; the next attempt is in {} ms: {}", wait.toMillis(), failure);
    }

    /** When there may be something to do without anybody's saying so. */
    Optional<Duration> untilDue() {
        Optional<Duration> untilTold = lost.map(loss -> Duration.ofNanos(Math.max(0, tellAt - System.nanoTime())))
                .filter(wait -> !telling && !wait.isZero());
        return Stream.of(untilTold, chores.untilDue(), feed.untilDue(), feed.untilAck())
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }
}
