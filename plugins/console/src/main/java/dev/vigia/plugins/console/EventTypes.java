package dev.vigia.plugins.console;

import dev.vigia.api.Event;
import java.util.List;
import java.util.Set;

/** Knows the names of the events that this version of the API has, so that a misspelt one does not hide events in silence. */
final class EventTypes {
    private EventTypes() {}

    static void check(List<String> names) {
        Set<String> known = Event.types();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("events has \"" + name + "\", which is no type of event; there are "
                        + String.join(", ", known));
            }
        }
    }
}
