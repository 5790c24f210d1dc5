package dev.vigia.calls;

import dev.vigia.calls.Effects.NoticeGiven;
import dev.vigia.calls.Effects.Postponement;
import dev.vigia.calls.Effects.Slot;
import dev.vigia.calls.Effects.StateChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the routes of one plugin instance ask for while they handle one event. Later calls read what earlier ones changed. */
final class EffectsDraft {
    private record Key(String chat, String name) {}

    private final Map<Key, StateChange> state = new LinkedHashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<ActionRequest> actions = new ArrayList<>();
    private final List<NoticeGiven> notices = new ArrayList<>();
    private final List<Postponement> postponements = new ArrayList<>();
    private boolean reachedHandler;

    void change(StateChange change) {
        state.put(new Key(change.chat(), change.name()), change);
    }

    /** What was changed so far under a name; null if nothing was. */
    @Nullable
    StateChange changed(String chat, String name) {
        return state.get(new Key(chat, name));
    }

    /** Applies what was changed so far to the names of what is stored. */
    void applyTo(Set<String> names, String chat) {
        changesOf(chat).forEach(change -> {
            if (change.value() == null) {
                names.remove(change.name());
            } else {
                names.add(change.name());
            }
        });
    }

    private Stream<StateChange> changesOf(String chat) {
        return state.values().stream().filter(change -> change.chat().equals(chat));
    }

    void take(Slot slot) {
        slots.add(slot);
    }

    void request(ActionRequest action) {
        actions.add(action);
    }

    void give(NoticeGiven notice) {
        notices.add(notice);
    }

    void postpone(Postponement postponement) {
        postponements.add(postponement);
    }

    void reachesHandler() {
        reachedHandler = true;
    }

    boolean reachedHandler() {
        return reachedHandler;
    }

    int actions() {
        return actions.size();
    }

    Effects finished() {
        return new Effects(List.copyOf(state.values()), slots, actions, notices, postponements);
    }
}
