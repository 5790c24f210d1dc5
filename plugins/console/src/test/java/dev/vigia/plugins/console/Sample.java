package dev.vigia.plugins.console;

import dev.vigia.api.Action;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.EventMeta;
import dev.vigia.api.Note;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Events for tests, seen in São Paulo on the afternoon of one day. */
final class Sample {
    static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    static final Instant NOW = Instant.parse("2026-01-15T20:20:10Z");
    static final Meta META = new Meta("sales-7", "sales", 7, Instant.parse("2026-01-15T20:20:07.250Z"));

    private Sample() {}

    record Meta(String id, String account, long sequence, Instant time) implements EventMeta {}

    record SampleNote(String id, String content, Optional<Instant> createdAt, Optional<Instant> updatedAt)
            implements Note {}

    record SampleAction(
            String id,
            String kind,
            String instance,
            String chatId,
            Optional<String> messageId,
            Optional<String> failure)
            implements Action {}

    static Action action(String failure) {
        return new SampleAction(
                "a1",
                "send-text",
                "night",
                "5511987650001",
                Optional.empty(),
                Optional.of(failure).filter(why -> !why.isEmpty()));
    }

    static SampleChat ana() {
        return named("Ana Souza");
    }

    static SampleChat named(String name) {
        return new SampleChat(
                name,
                Optional.of("5511987650001"),
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** A chat with what the console shows of one. */
    record SampleChat(
            String name,
            Optional<String> phone,
            int unread,
            boolean markedUnread,
            Optional<Instant> lastMessageAt,
            Optional<Instant> mutedUntil,
            Optional<Note> note,
            boolean announcement)
            implements Chat {

        SampleChat withPhone(String other) {
            return new SampleChat(
                    name, Optional.of(other), unread, markedUnread, lastMessageAt, mutedUntil, note, announcement);
        }

        SampleChat withUnread(int count) {
            return new SampleChat(name, phone, count, markedUnread, lastMessageAt, mutedUntil, note, announcement);
        }

        SampleChat withMark() {
            return new SampleChat(name, phone, unread, true, lastMessageAt, mutedUntil, note, announcement);
        }

        SampleChat withLastMessage(String at) {
            return new SampleChat(
                    name, phone, unread, markedUnread, Optional.of(Instant.parse(at)), mutedUntil, note, announcement);
        }

        SampleChat withMute(Instant until) {
            return new SampleChat(
                    name, phone, unread, markedUnread, lastMessageAt, Optional.of(until), note, announcement);
        }

        SampleChat withNote(String content) {
            Note written = new SampleNote("n1", content, Optional.empty(), Optional.empty());
            return new SampleChat(
                    name, phone, unread, markedUnread, lastMessageAt, mutedUntil, Optional.of(written), announcement);
        }

        SampleChat withAnnouncement() {
            return new SampleChat(name, phone, unread, markedUnread, lastMessageAt, mutedUntil, note, true);
        }

        @Override
        public String id() {
            return "5511987650001";
        }

        @Override
        public Optional<String> lid() {
            return Optional.of("111222333444555@lid");
        }

        @Override
        public ChatKind kind() {
            return ChatKind.PERSON;
        }

        @Override
        public boolean muted() {
            return mutedUntil.isPresent();
        }

        @Override
        public boolean spam() {
            return false;
        }

        @Override
        public boolean archived() {
            return false;
        }

        @Override
        public boolean pinned() {
            return false;
        }

        @Override
        public Optional<String> photo() {
            return Optional.empty();
        }
    }
}
