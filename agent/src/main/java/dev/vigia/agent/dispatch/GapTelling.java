package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.DeliveryException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Progress.Lost;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Gap;
import dev.vigia.calls.Handled;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a plugin of events that it will never get. */
final class GapTelling implements Assignment {
    private record Loss(String account, long first, long last) implements Gap {}

    private final Lost lost;
    private final int attempt;
    private final PluginInstance instance;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Consumer<@Nullable String> done;
    private volatile @Nullable String failure = "it ended without a result";

    /** @param done called on the lane's thread, with why it failed or null */
    GapTelling(
            Lost lost,
            int attempt,
            PluginInstance instance,
            Deliveries deliveries,
            Clock clock,
            Consumer<@Nullable String> done) {
        this.lost = lost;
        this.attempt = attempt;
        this.instance = instance;
        this.deliveries = deliveries;
        this.clock = clock;
        this.done = done;
    }

    @Override
    public void run(Worker worker) {
        Instant now = clock.instant();
        worker.enter("the news of a gap in the account " + deliveries.account());
        try {
            Handled handled = instance.tell(new Loss(deliveries.account(), lost.first(), lost.last()), now, attempt);
            instance.flush();
            if (worker.leave()) {
                deliveries.told(lost, handled.effects(), now);
                failure = null;
            }
        } catch (DeliveryException | StoreException e) {
            worker.leave();
            failure = e.getMessage();
        }
    }

    @Override
    public void finished() {
        done.accept(failure);
    }

    @Override
    public void failed(String why) {
        failure = why;
        finished();
    }

    @Override
    public boolean givenUp(String why) {
        failure = why;
        return true;
    }

    @Override
    public void cameBack() {
        finished();
    }
}
