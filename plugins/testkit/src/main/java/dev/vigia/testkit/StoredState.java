package dev.vigia.testkit;

import dev.vigia.api.State;
import dev.vigia.calls.Effects.StateChange;
import dev.vigia.calls.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the plugin remembers, as the test sees and changes it: outside of calls, and at once. */
final class StoredState implements State {
    private final Lane lane;
    private final Account account;
    private final String chat;

    /** @param chat the id of the chat that it concerns, or {@code ""} */
    StoredState(Lane lane, Account account, String chat) {
        this.lane = lane;
        this.account = account;
        this.chat = chat;
    }

    @Override
    public Optional<String> get(String key) {
        return account.memory().value(chat, Texts.key(key), lane.now());
    }

    @Override
    public void put(String key, String value) {
        change(key, value, null);
    }

    @Override
    public void put(String key, String value, Duration timeToLive) {
        change(key, value, lane.now().plus(timeToLive));
    }

    @Override
    public void remove(String key) {
        change(key, null, null);
    }

    @Override
    public Set<String> keys() {
        return Collections.unmodifiableSet(account.memory().names(chat, lane.now()));
    }

    private void change(String key, @Nullable String value, @Nullable Instant expires) {
        lane.checkMayWork();
        account.memory()
                .store(new StateChange(chat, Texts.key(key), value == null ? null : Texts.storable(value), expires));
    }
}
