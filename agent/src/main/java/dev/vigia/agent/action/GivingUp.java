package dev.vigia.agent.action;

import dev.vigia.agent.store.QueuedAction;
import java.time.Duration;

/** Says why an action is not sent any more. */
final class GivingUp {
    private GivingUp() {}

    /** @param because what kept it back; {@code ""} if that is not known */
    static String late(QueuedAction action, String because) {
        return "not sent within " + timeToSend(action) + (because.isEmpty() ? "" : ": " + because);
    }

    static String noRoom(QueuedAction action, Caps.Room room) {
        return "cancelled: " + room.limit() + " leaves no room within " + timeToSend(action);
    }

    private static String timeToSend(QueuedAction action) {
        Duration time = Duration.between(action.created(), action.notAfter());
        long minutes = time.plusSeconds(30).toMinutes();
        return minutes < 3 ? time.plusMillis(999).toSeconds() + " s" : minutes + " min";
    }
}
