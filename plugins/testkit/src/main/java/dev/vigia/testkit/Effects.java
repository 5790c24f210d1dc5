package dev.vigia.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the routes of the plugin ask for while they handle one event. Later calls read what earlier ones changed. */
final class Effects {
    static final Effects NONE = new Effects();

    /**
     * A value that the plugin remembers.
     *
     * @param chat the id of the chat it concerns, or {@code ""}
     */
    record ValueKey(String chat, String name) {}

    /**
     * What a value becomes.
     *
     * @param value null to forget it
     * @param expires null for never
     */
    record ValueChange(@Nullable String value, @Nullable Instant expires) {}

    /** The right to do something once, until it ends. */
    record Slot(String route, String name, Instant taken, Instant ends) {}

    /** Something to be done on WhatsApp, under a key that is the same whenever the same call for the same event asks for it. */
    record Request(String onceKey, Sent action) {}

    /** An event that a route wants to get when its chat has been quiet until it is due. */
    record Postponement(String route, Instant due) {}

    final Map<ValueKey, ValueChange> state = new LinkedHashMap<>();
    final List<Slot> slots = new ArrayList<>();
    final List<Request> actions = new ArrayList<>();
    final List<TestNotice> notices = new ArrayList<>();
    final List<Postponement> postponements = new ArrayList<>();

    private boolean reachedHandler;

    void reachesHandler() {
        reachedHandler = true;
    }

    boolean reachedHandler() {
        return reachedHandler;
    }

    boolean isEmpty() {
        return state.isEmpty() && slots.isEmpty() && actions.isEmpty() && notices.isEmpty() && postponements.isEmpty();
    }

    /** Applies what was changed so far to the names of what is stored. */
    void applyTo(Set<String> names, String chat) {
        state.forEach((key, change) -> {
            if (key.chat().equals(chat)) {
                if (change.value() == null) {
                    names.remove(key.name());
                } else {
                    names.add(key.name());
                }
            }
        });
    }
}
