package dev.vigia.agent.chat;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.Note;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chat's state as plugins see it: what was never told reads as none. */
record ChatView(ChatState state) implements Chat {
    @Override
    public String id() {
        return state.id();
    }

    @Override
    public Optional<String> phone() {
        return Optional.ofNullable(state.phone());
    }

    @Override
    public Optional<String> lid() {
        return Optional.ofNullable(state.lid());
    }

    @Override
    public ChatKind kind() {
        return state.kind();
    }

    @Override
    public String name() {
        return state.name() == null ? "" : state.name();
    }

    @Override
    public int unread() {
        return state.unreadCount();
    }

    @Override
    public boolean markedUnread() {
        return state.isMarkedUnread();
    }

    @Override
    public Optional<Instant> lastMessageAt() {
        return Optional.ofNullable(state.lastMessageAt())
                .filter(millis -> millis != ChatState.NO_MESSAGE)
                .map(Instant::ofEpochMilli);
    }

    @Override
    public boolean muted() {
        return state.isMuted();
    }

    @Override
    public Optional<Instant> mutedUntil() {
        return Optional.ofNullable(state.mutedUntil())
                .filter(millis -> state.isMuted())
                .map(millis -> millis == ChatState.FOREVER ? FOREVER : Instant.ofEpochMilli(millis));
    }

    @Override
    public boolean spam() {
        return isTrue(state.spam());
    }

    @Override
    public boolean archived() {
        return isTrue(state.archived());
    }

    @Override
    public boolean pinned() {
        return isTrue(state.pinned());
    }

    @Override
    public boolean announcement() {
        return isTrue(state.announcement());
    }

    @Override
    public Optional<String> photo() {
        return Optional.ofNullable(state.photo());
    }

    @Override
    public Optional<Note> note() {
        return Optional.ofNullable(state.note());
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return flag != null && flag;
    }
}
