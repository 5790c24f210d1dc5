package dev.vigia.plugins.office;

import dev.vigia.api.Event;
import dev.vigia.api.Handler;

/** Keeps events that are delivered again long after they came from plugins that count events or measure time by them. */
public final class Replays {
    private Replays() {}

    /** A handler that leaves replays alone. */
    public static <E extends Event> Handler<E> ignored(Handler<E> handler) {
        return (event, context) -> {
            if (!context.isReplay()) {
                handler.handle(event, context);
            }
        };
    }
}
