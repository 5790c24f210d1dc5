package dev.vigia.agent.dispatch;

import dev.vigia.agent.dispatch.Chores.Chore;
import dev.vigia.agent.plugin.DeliveryException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.Handled;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a plugin's job for one account. */
final class ChoreRun implements Assignment {
    private final Chores chores;
    private final Chore chore;
    private final PluginInstance instance;
    private final Deliveries deliveries;
    private final Clock clock;
    private volatile @Nullable String failure;
    private volatile boolean done;

    ChoreRun(Chores chores, Chore chore, PluginInstance instance, Deliveries deliveries, Clock clock) {
        this.chores = chores;
        this.chore = chore;
        this.instance = instance;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void run(Worker worker) {
        Instant now = clock.instant();
        worker.enter(chore + " of the account " + deliveries.account());
        try {
            Handled handled = instance.run(chore.job(), deliveries.account(), now, chore.attempt(), chore.scheduled());
            instance.flush();
            if (worker.leave()) {
                deliveries.ran(chore.job().name(), handled.effects(), now);
                done = true;
            }
        } catch (DeliveryException | StoreException e) {
            worker.leave();
            failure = e.getMessage();
        }
    }

    @Override
    public void finished() {
        String why = failure;
        if (done) {
            chores.done(chore);
        } else {
            chores.failed(chore, why == null ? "it ended without a result" : why);
        }
    }

    @Override
    public void failed(String why) {
        failure = why;
        finished();
    }

    /** It stays marked as running until its thread is back, so that it never runs beside itself. */
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
