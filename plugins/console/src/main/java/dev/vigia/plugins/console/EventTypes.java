package dev.vigia.plugins.console;

import dev.vigia.api.Event;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Knows the names of the events that this version of the API has, so that a misspelt one does not hide events in silence. */
final class EventTypes {
    private EventTypes() {}

    static void check(List<String> names) {
        Set<String> known = new TreeSet<>();
        collect(Event.class, known);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("events has \"" + name + "\", which is no type of event; there are "
                        + String.join(", ", known));
            }
        }
    }

    private static void collect(Class<?> type, Set<String> names) {
        Class<?>[] family = type.getPermittedSubclasses();
        if (family != null) {
            for (Class<?> member : family) {
                collect(member, names);
            }
            return;
        }
        try {
            names.add(String.valueOf(type.getField("TYPE").get(null)));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " does not tell its name", e);
        }
    }
}
