package dev.vigia.calls;

import dev.vigia.api.Event;
import java.util.Locale;

/** What a route is called that its plugin did not name. Never changes for a type: what the agent remembers of a route is kept by it. */
final class EventName {
    private EventName() {}

    /** The name on the wire, {@code chat.new-unread}; of a family of events, which has none, {@code chat-event}. */
    static String of(Class<? extends Event> type) {
        try {
            return String.valueOf(type.getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }
}
