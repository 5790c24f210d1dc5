package dev.vigia.plugins.webhook;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the last events of some kind by their ids. */
final class RecentIds {
    private static final int LIMIT = 1000;

    private final Set<String> ids = new LinkedHashSet<>();

    boolean contains(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        if (ids.add(id) && ids.size() > LIMIT) {
            Iterator<String> eldest = ids.iterator();
            eldest.next();
            eldest.remove();
        }
    }

    boolean remove(String id) {
        return ids.remove(id);
    }

    void moveTo(RecentIds other) {
        ids.forEach(other::add);
        ids.clear();
    }
}
