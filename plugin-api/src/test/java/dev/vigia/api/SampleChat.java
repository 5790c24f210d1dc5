package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/** A chat for tests. */
record SampleChat(
        String id,
        Optional<String> phone,
        Optional<String> lid,
        ChatKind kind,
        String name,
        int unread,
        boolean markedUnread,
        Optional<Instant> lastMessageAt,
        boolean muted,
        Optional<Instant> mutedUntil,
        boolean spam,
        boolean archived,
        boolean pinned,
        boolean announcement,
        Optional<String> photo,
        Optional<Note> note)
        implements Chat {

    /** A chat of which the gateway told no more than its number and name. */
    static SampleChat bare(String name) {
        return new SampleChat(
                "5511987650001",
                Optional.of("5511987650001"),
                Optional.empty(),
                ChatKind.PERSON,
                name,
                0,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** A chat of which everything is known. */
    static SampleChat full() {
        Instant lastMessage = Instant.parse("2026-01-15T17:20:05Z");
        return new SampleChat(
                "120363000000000001-group",
                Optional.of("120363000000000001-group"),
                Optional.of("111222333@lid"),
                ChatKind.GROUP,
                "Família",
                5,
                true,
                Optional.of(lastMessage),
                true,
                Optional.of(FOREVER),
                true,
                true,
                true,
                true,
                Optional.of("/v/t61.24694-24/1_n.jpg"),
                Optional.of(new SampleNote("n1", "calls on Mondays", Optional.of(lastMessage), Optional.empty())));
    }
}
