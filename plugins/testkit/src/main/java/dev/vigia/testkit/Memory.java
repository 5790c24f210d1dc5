package dev.vigia.testkit;

import dev.vigia.testkit.Effects.Request;
import dev.vigia.testkit.Effects.Slot;
import dev.vigia.testkit.Effects.ValueChange;
import dev.vigia.testkit.Effects.ValueKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is stored for one account: what the plugin remembers, which slots are taken, and what was asked for before. */
final class Memory {
    private record SlotKey(String route, String name) {}

    private final Map<ValueKey, ValueChange> values = new HashMap<>();
    private final Map<SlotKey, Slot> slots = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Optional<String> value(String chat, String name, Instant now) {
        return Optional.ofNullable(values.get(new ValueKey(chat, name)))
                .filter(value -> isAlive(value, now))
                .map(value -> Objects.requireNonNull(value.value()));
    }

    Set<String> names(String chat, Instant now) {
        Set<String> names = new TreeSet<>();
        values.forEach((key, value) -> {
            if (key.chat().equals(chat) && isAlive(value, now)) {
                names.add(key.name());
            }
        });
        return names;
    }

    /** Since when a slot is taken; empty if it is free. */
    Optional<Instant> slotTaken(String route, String name, Instant now) {
        return Optional.ofNullable(slots.get(new SlotKey(route, name)))
                .filter(slot -> slot.ends().isAfter(now))
                .map(Slot::taken);
    }

    /** Stores effects. What was asked for before by the same call for the same event is not added again to the actions. */
    void store(Effects effects, List<Sent> actions) {
        effects.state.forEach((key, change) -> {
            if (change.value() == null) {
                values.remove(key);
            } else {
                values.put(key, change);
            }
        });
        effects.slots.forEach(slot -> slots.put(new SlotKey(slot.route(), slot.name()), slot));
        for (Request request : effects.actions) {
            if (asked.add(request.onceKey())) {
                actions.add(request.action());
            }
        }
    }

    private static boolean isAlive(ValueChange value, Instant now) {
        return value.expires() == null || value.expires().isAfter(now);
    }
}
