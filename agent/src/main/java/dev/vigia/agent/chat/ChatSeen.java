package dev.vigia.agent.chat;

import dev.vigia.api.ChatKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One chat as one answer of the gateway shows it. What is null was absent or unreadable, so it says nothing.
 *
 * @param phone the number or the id of a group, list or newsletter; never a {@code @lid}
 * @param lid the {@code …@lid}
 * @param name a real name; digits or a {@code @lid} in its place count as none
 * @param unread the count, or {@link ChatState#MARKED_UNREAD}
 * @param lastMessageAt epoch milliseconds, or {@link ChatState#NO_MESSAGE}
 * @param muteEnd epoch milliseconds, or {@link ChatState#FOREVER}
 * @param photo the path that names the picture
 */
public record ChatSeen(
        @Nullable String phone,
        @Nullable String lid,
        ChatKind kind,
        @Nullable String name,
        @Nullable Integer unread,
        @Nullable Long lastMessageAt,
        @Nullable Boolean muted,
        @Nullable Long muteEnd,
        @Nullable Boolean spam,
        @Nullable Boolean archived,
        @Nullable Boolean pinned,
        @Nullable Boolean announcement,
        @Nullable String photo,
        @Nullable NoteState note) {

    public ChatSeen {
        if (phone == null && lid == null) {
            throw new IllegalArgumentException("a chat with neither phone nor lid");
        }
    }

    /** What the gateway calls this chat: the base of the id of a chat first seen now. */
    public String identity() {
        return lid != null ? lid : Objects.requireNonNull(phone);
    }
}
