package dev.vigia.testkit;

import dev.vigia.api.Chat;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import dev.vigia.calls.Effects.Slot;
import dev.vigia.calls.Effects.StateChange;
import dev.vigia.calls.Memory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What is stored for one account: what the plugin remembers, which slots are taken, and what was asked for before. */
final class AccountMemory implements Memory {
    private record ValueKey(String chat, String name) {}

    private record SlotKey(String route, String name) {}

    private final Supplier<List<Chat>> chats;
    private final Map<ValueKey, StateChange> values = new HashMap<>();
    private final Map<SlotKey, Slot> slots = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    AccountMemory(Supplier<List<Chat>> chats) {
        this.chats = chats;
    }

    @Override
    public Optional<String> value(String chat, String name, Instant now) {
        return Optional.ofNullable(values.get(new ValueKey(chat, name)))
                .filter(value -> isAlive(value, now))
                .map(value -> Objects.requireNonNull(value.value()));
    }

    @Override
    public Set<String> names(String chat, Instant now) {
        Set<String> names = new TreeSet<>();
        values.forEach((key, value) -> {
            if (key.chat().equals(chat) && isAlive(value, now)) {
                names.add(key.name());
            }
        });
        return names;
    }

    @Override
    public Optional<Instant> slotTaken(String route, String name, Instant now) {
        return Optional.ofNullable(slots.get(new SlotKey(route, name)))
                .filter(slot -> slot.ends().isAfter(now))
                .map(Slot::taken);
    }

    @Override
    public List<Chat> chats() {
        return chats.get();
    }

    /** Stores effects. Returns the actions without those that the same call for the same event asked for before. */
    List<ActionRequest> store(Effects effects) {
        effects.state().forEach(this::store);
        effects.slots().forEach(slot -> slots.put(new SlotKey(slot.route(), slot.name()), slot));
        return effects.actions().stream()
                .filter(action -> asked.add(action.onceKey()))
                .toList();
    }

    void store(StateChange change) {
        ValueKey key = new ValueKey(change.chat(), change.name());
        if (change.value() == null) {
            values.remove(key);
        } else {
            values.put(key, change);
        }
    }

    private static boolean isAlive(StateChange value, Instant now) {
        return value.expires() == null || value.expires().isAfter(now);
    }
}
