package dev.vigia.agent.plugin;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.EventMeta;
import dev.vigia.api.NewUnread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Events and a clock for the tests of this package. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-15T17:20:07Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Nothing is remembered; a store has to be there all the same. */
    static final PluginMemory MEMORY = memory();

    private Samples() {}

    private static PluginMemory memory() {
        try {
            Path directory = Files.createTempDirectory("memory");
            StoreSettings settings =
                    new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7));
            Store.open(settings).close();
            // To be read only: it has no thread that would outlive the tests.
            return Store.openToRead(settings).memory();
        } catch (IOException | StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    static NewUnread newUnread(String eventId) {
        return new NewUnread(new Meta(eventId, "sales", 1, NOW), chat(0), chat(3));
    }

    static AccountBaselined baselined(String eventId) {
        return new AccountBaselined(new Meta(eventId, "sales", 1, NOW), 7);
    }

    private static Chat chat(int unread) {
        return new ChatState(
                        "chat-1",
                        null,
                        null,
                        ChatKind.PERSON,
                        "Ana",
                        unread,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .asChat();
    }

    private record Meta(String id, String account, long sequence, Instant time) implements EventMeta {}
}
