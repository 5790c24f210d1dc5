package dev.vigia.testkit;

import dev.vigia.calls.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some events of one account that are handed to the plugin, one after the other. */
final class Round {
    static final int MOST_ATTEMPTS = 8;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Lane lane;
    private final Account account;
    private final boolean trial;
    private final Set<Item> unsettled = new LinkedHashSet<>();
    private final Map<Item, Handled> unflushed = new LinkedHashMap<>();

    /** @param trial whether a failure is the plugin's, so that it is not held against the event */
    Round(Lane lane, Account account, boolean trial) {
        this.lane = lane;
        this.account = account;
        this.trial = trial;
    }

    void deliver(List<Item> items) {
        unsettled.addAll(items);
        try {
            boolean well = true;
            for (Item item : items) {
                well = well && deliver(item);
            }
            if (!unflushed.isEmpty()) {
                flush();
            }
        } finally {
            unsettled.forEach(account.feed()::back);
        }
    }

    /** Returns whether all is well, so that the next event may follow. */
    private boolean deliver(Item item) {
        try {
            Handled handled = lane.instance().deliver(item, account, lane.now());
            if (item.isFromLog() && handled.effects().isEmpty()) {
                unflushed.put(item, handled);
                return lane.instance().flushes() || ackUnflushed();
            }
            return flush() && settle(item, handled);
        } catch (CallFailure e) {
            // First what came before it: once its chat waits, only what follows is delivered again.
            if (unflushed.isEmpty() || flush()) {
                failed(item, e);
            }
            return false;
        }
    }

    /** Returns whether all that was handled is durable; if not, it is delivered again, and held against none of it. */
    private boolean flush() {
        try {
            lane.instance().flush();
            return ackUnflushed();
        } catch (CallFailure e) {
            lane.record(1, e);
            unflushed.clear();
            lane.pause();
            return false;
        }
    }

    private boolean ackUnflushed() {
        Map<Item, Handled> flushed = new LinkedHashMap<>(unflushed);
        unflushed.clear();
        for (Map.Entry<Item, Handled> each : flushed.entrySet()) {
            if (!settle(each.getKey(), each.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean settle(Item item, Handled handled) {
        if (!lane.commit(account, handled.effects())) {
            lane.pause();
            return false;
        }
        unsettled.remove(item);
        account.feed().settled(item, handled.effects().postponements());
        lane.succeeded(item.event(), handled);
        return true;
    }

    private void failed(Item item, CallFailure failure) {
        lane.record(item.attempt(), failure);
        Instant now = lane.now();
        switch (failure.kind()) {
            case FAILED -> {
                if (!trial && item.attempt() >= MOST_ATTEMPTS) {
                    bury(item, failure);
                } else if (!trial) {
                    wait(item, item.attempt() + 1, now.plus(Backoff.after(item.attempt(), LONGEST_WAIT)));
                }
                lane.failed(item.event());
            }
            case LATER -> wait(item, item.attempt(), now.plus(failure.delay()));
            case HOPELESS -> bury(item, failure);
        }
    }

    private void bury(Item item, CallFailure failure) {
        unsettled.remove(item);
        lane.bury(item, failure.text());
        account.feed().settled(item, List.of());
    }

    /** Parks the chat if it is not yet, together with what comes for it later in this round. */
    private void wait(Item item, int nextAttempt, Instant when) {
        unsettled.remove(item);
        unsettled.forEach(account.feed()::back);
        unsettled.clear();
        account.feed().waits(item, nextAttempt, when);
    }
}
