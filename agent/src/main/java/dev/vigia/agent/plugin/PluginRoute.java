package dev.vigia.agent.plugin;

import dev.vigia.api.Context;
import dev.vigia.api.Event;
import dev.vigia.api.Handler;
import java.util.List;
import java.util.function.BiPredicate;

/** A finished route of a plugin instance: which events go to which handler, under which conditions. */
public final class PluginRoute<E extends Event> {
    private final String name;
    private final Class<E> type;
    private final List<BiPredicate<? super E, ? super Context>> conditions;
    private final Handler<? super E> handler;

    PluginRoute(
            String name,
            Class<E> type,
            List<BiPredicate<? super E, ? super Context>> conditions,
            Handler<? super E> handler) {
        this.name = name;
        this.type = type;
        this.conditions = List.copyOf(conditions);
        this.handler = handler;
    }

    /** Unique among the instance's routes, and the same from one run to the next. */
    public String name() {
        return name;
    }

    /** Whether the route is for this type of event. Its conditions are not asked. */
    public boolean takes(Event event) {
        return type.isInstance(event);
    }

    boolean passes(Event event, Context context) {
        E typed = type.cast(event);
        for (BiPredicate<? super E, ? super Context> condition : conditions) {
            if (!condition.test(typed, context)) {
                return false;
            }
        }
        return true;
    }

    void handle(Event event, Context context) throws Exception {
        handler.handle(type.cast(event), context);
    }
}
