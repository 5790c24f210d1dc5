package dev.vigia.plugins.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Remembers the last events written, so that one that is delivered again is not written again. */
final class RecentIds {
    private final int limit;
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> unsettled = new ArrayList<>();

    RecentIds(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** Remembers an event that is written and safe. */
    void addSettled(String id) {
        if (ids.add(id) && ids.size() > limit) {
            Iterator<String> eldest = ids.iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** Remembers an event that is written, but not yet safe. */
    void add(String id) {
        addSettled(id);
        unsettled.add(id);
    }

    boolean hasUnsettled() {
        return !unsettled.isEmpty();
    }

    /** All that is written is safe. */
    void settle() {
        unsettled.clear();
    }

    /** What is not yet safe is lost. */
    void forgetUnsettled() {
        unsettled.forEach(ids::remove);
        unsettled.clear();
    }
}
