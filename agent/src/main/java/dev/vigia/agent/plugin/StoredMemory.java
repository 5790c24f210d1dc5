package dev.vigia.agent.plugin;

import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Chat;
import dev.vigia.calls.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the store holds for one plugin instance and one account, read by the calls for one event or run. */
final class StoredMemory implements Memory {
    /** Reads the store for a plugin, which has no use for the store's own exception. */
    private interface Reading<T> {
        T read() throws StoreException;
    }

    private final PluginMemory store;
    private final String instance;
    private final String account;
    private @Nullable StoreException failure;

    StoredMemory(PluginMemory store, String instance, String account) {
        this.store = store;
        this.instance = instance;
        this.account = account;
    }

    @Override
    public Optional<String> value(String chat, String name, Instant now) {
        return reading(() -> store.value(instance, account, chat, name, now));
    }

    @Override
    public Set<String> names(String chat, Instant now) {
        return reading(() -> store.names(instance, account, chat, now));
    }

    @Override
    public Optional<Instant> slotTaken(String route, String name, Instant now) {
        return reading(() -> store.slotTaken(instance, account, route, name, now));
    }

    @Override
    public List<Chat> chats() {
        return reading(() -> store.chats(account));
    }

    /** Throws what failed at the store, whatever the plugin made of it. */
    void throwFailure() throws StoreException {
        if (failure != null) {
            throw failure;
        }
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (StoreException e) {
            failure = e;
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
