package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.State;
import dev.vigia.calls.Effects.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a plugin instance remembers, as one call sees and changes it. */
final class CallState implements State {
    private final Call call;
    private final Occasion occasion;
    private final String chat;
    private final EffectsDraft effects;

    CallState(Call call, Occasion occasion, String chat, EffectsDraft effects) {
        this.call = call;
        this.occasion = occasion;
        this.chat = chat;
        this.effects = effects;
    }

    @Override
    public Optional<String> get(String key) {
        call.check("state().get");
        String name = Texts.key(key);
        StateChange changed = effects.changed(chat, name);
        return changed != null
                ? Optional.ofNullable(changed.value())
                : occasion.memory().value(chat, name, occasion.now());
    }

    @Override
    public void put(String key, String value) {
        change("put", key, stored(value), null);
    }

    @Override
    public void put(String key, String value, Duration timeToLive) {
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException(
                    "a value cannot live for " + timeToLive + "; give it some time above zero");
        }
        change("put", key, stored(value), occasion.now().plus(timeToLive));
    }

    @Override
    public void remove(String key) {
        change("remove", key, null, null);
    }

    @Override
    public Set<String> keys() {
        call.check("state().keys");
        Set<String> names = occasion.memory().names(chat, occasion.now());
        effects.applyTo(names, chat);
        return Collections.unmodifiableSet(names);
    }

    private static String stored(@Nullable String value) {
        return Texts.storable(requireNonNull(value, "the value is null; remove(…) forgets one"));
    }

    private void change(String method, String key, @Nullable String value, @Nullable Instant expires) {
        call.checkMayAct("state()." + method);
        effects.change(new StateChange(chat, Texts.key(key), value, expires));
    }
}
