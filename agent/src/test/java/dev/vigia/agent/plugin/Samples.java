package dev.vigia.agent.plugin;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.EventMeta;
import dev.vigia.api.NewUnread;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Events and a clock for the tests of this package. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-15T17:20:07Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Samples() {}

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
