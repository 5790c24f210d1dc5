package dev.vigia.testkit;

import dev.vigia.api.Event;
import java.time.Instant;

/**
 * An event to be delivered.
 *
 * @param position its place in the order of the account's events
 * @param route the route that had it wait until its chat was quiet; {@code ""} if none did
 * @param isReplay whether the operator had it delivered once more
 * @param attempt from 1 upwards
 * @param notBefore when it is to be tried
 */
record Item(Event event, int position, Origin origin, String route, boolean isReplay, int attempt, Instant notBefore) {
    /** Where it waited. */
    enum Origin {
        /** It comes for the first time. */
        LOG,
        /** Its chat waits for it, or for one before it. */
        PARKED,
        /** A route had it wait until its chat was quiet. */
        POSTPONED,
        /** The operator wants it delivered once more. */
        REPLAY
    }

    String chat() {
        return event.chatId().orElse("");
    }

    boolean isFromLog() {
        return origin == Origin.LOG;
    }

    Item from(Origin where) {
        return new Item(event, position, where, route, isReplay, attempt, notBefore);
    }

    Item again(int nextAttempt, Instant when) {
        return new Item(event, position, origin, route, isReplay, nextAttempt, when);
    }

    Item postponed(String newRoute, Instant newDue) {
        return new Item(event, position, Origin.POSTPONED, newRoute, isReplay, 1, newDue);
    }
}
