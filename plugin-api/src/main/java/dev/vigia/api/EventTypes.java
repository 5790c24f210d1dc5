package dev.vigia.api;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the names of all kinds of event. */
final class EventTypes {
    private EventTypes() {}

    static SortedSet<String> all() {
        SortedSet<String> names = new TreeSet<>();
        collect(Event.class, names);
        return Collections.unmodifiableSortedSet(names);
    }

    private static void collect(Class<?> type, SortedSet<String> names) {
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
