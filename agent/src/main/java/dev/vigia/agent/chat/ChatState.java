package dev.vigia.agent.chat;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one chat. What is null was never told by the gateway.
 *
 * @param id given at first sight, never changes
 * @param unread the count, or {@link #MARKED_UNREAD}
 * @param lastMessageAt epoch milliseconds, or {@link #NO_MESSAGE}
 * @param mutedUntil epoch milliseconds or {@link #FOREVER}; beside {@code muted = false} the end of a mute that ran out by the clock
 *     and that the gateway has not reported over yet
 */
public record ChatState(
        String id,
        @Nullable String phone,
        @Nullable String lid,
        ChatKind kind,
        @Nullable String name,
        @Nullable Integer unread,
        @Nullable Long lastMessageAt,
        @Nullable Boolean muted,
        @Nullable Long mutedUntil,
        @Nullable Boolean spam,
        @Nullable Boolean archived,
        @Nullable Boolean pinned,
        @Nullable Boolean announcement,
        @Nullable String photo,
        @Nullable NoteState note) {

    /** The count of a chat that somebody marked as unread. */
    public static final int MARKED_UNREAD = -1;

    /** The time of the last message of a chat that has none. */
    public static final long NO_MESSAGE = 0;

    /** The end of a mute that does not end. */
    public static final long FOREVER = Long.MAX_VALUE;

    static ChatState first(String id, ChatSeen seen, Instant at) {
        return unknown(id).updated(seen, at);
    }

    /** A chat of which nothing is known but that there is one. */
    public static ChatState unknown(String id) {
        return new ChatState(
                id, null, null, ChatKind.OTHER, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** This state with all that a later answer tells; what the answer leaves open stays. */
    ChatState updated(ChatSeen seen, Instant at) {
        Mute mute = Mute.of(this).updated(seen, at);
        return new ChatState(
                id,
                or(seen.phone(), phone),
                or(seen.lid(), lid),
                seen.kind(),
                or(seen.name(), name),
                or(seen.unread(), unread),
                or(seen.lastMessageAt(), lastMessageAt),
                mute.on(),
                mute.until(),
                or(seen.spam(), spam),
                or(seen.archived(), archived),
                or(seen.pinned(), pinned),
                or(seen.announcement(), announcement),
                or(seen.photo(), photo),
                or(seen.note(), note));
    }

    /** This state, and what another knows of the same chat where this one knows nothing. */
    ChatState completedBy(ChatState other) {
        return new ChatState(
                id,
                or(phone, other.phone),
                or(lid, other.lid),
                kind,
                or(name, other.name),
                or(unread, other.unread),
                or(lastMessageAt, other.lastMessageAt),
                or(muted, other.muted),
                muted != null ? mutedUntil : other.mutedUntil,
                or(spam, other.spam),
                or(archived, other.archived),
                or(pinned, other.pinned),
                or(announcement, other.announcement),
                or(photo, other.photo),
                or(note, other.note));
    }

    /** This state after its mute has run out. */
    ChatState withoutMute() {
        return new ChatState(
                id,
                phone,
                lid,
                kind,
                name,
                unread,
                lastMessageAt,
                false,
                mutedUntil,
                spam,
                archived,
                pinned,
                announcement,
                photo,
                note);
    }

    ChatState withUnread(int count) {
        return new ChatState(
                id,
                phone,
                lid,
                kind,
                name,
                count,
                lastMessageAt,
                muted,
                mutedUntil,
                spam,
                archived,
                pinned,
                announcement,
                photo,
                note);
    }

    /** Whether the chat is muted until a time that has come. */
    boolean muteRanOut(Instant at) {
        return isMuted() && mutedUntil != null && mutedUntil <= at.toEpochMilli();
    }

    boolean isMuted() {
        return muted != null && muted;
    }

    /** Whether the chat is pinned, as far as is known. */
    public boolean isPinned() {
        return pinned != null && pinned;
    }

    int unreadCount() {
        return unread == null ? 0 : Math.max(0, unread);
    }

    boolean isMarkedUnread() {
        return unread != null && unread == MARKED_UNREAD;
    }

    /** This state as plugins see it. */
    public Chat asChat() {
        return new ChatView(this);
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
