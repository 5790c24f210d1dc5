package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.DeliveryException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.store.Delivery;
import dev.vigia.agent.store.Delivery.Origin;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Event;
import dev.vigia.calls.Handled;
import java.time.Instant;

/**
 * An event to be delivered now.
 *
 * @param due when it was due
 * @param isReplay whether the operator had it delivered once more
 */
record Item(Event event, Delivery delivery, Instant due, boolean isReplay) {
    long sequence() {
        return delivery.sequence();
    }

    String chat() {
        return delivery.chat();
    }

    boolean isFromLog() {
        return delivery.origin() == Origin.LOG;
    }

    Handled deliverTo(PluginInstance instance, Instant now) throws DeliveryException, StoreException {
        return delivery.origin() == Origin.POSTPONED
                ? instance.deliverPostponed(event, delivery.route(), now, delivery.attempt(), isReplay)
                : instance.deliver(event, now, delivery.attempt(), isReplay);
    }

    @Override
    public String toString() {
        return "event " + delivery.sequence() + " (" + event.type() + ") of the account "
                + event.meta().account();
    }
}
