package dev.vigia.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one chat.
 *
 * <p>Every chat event carries the chat as it was known before and as it is now, in full. Both states were really answered by the
 * gateway; what happens and is undone between two looks is not seen. Several events of one chat from one look come in the order
 * of the list below and share the look's {@link EventMeta#time()}.
 *
 * <p>Routes for this type get every chat event, also those that later versions add.
 *
 * @since 0.1
 */
public sealed interface ChatEvent extends Event
        permits ChatAdded,
                ChatRemoved,
                ChatIdentified,
                NewUnread,
                ChatRead,
                MarkedUnread,
                ChatActivity,
                Renamed,
                Muted,
                Unmuted,
                MarkedSpam,
                UnmarkedSpam,
                Archived,
                Unarchived,
                Pinned,
                Unpinned,
                PhotoChanged,
                NoteChanged,
                AnnouncementChanged {
    /** The chat before the change; null for {@link ChatAdded} alone. */
    @Nullable
    Chat before();

    /** The chat after the change; null for {@link ChatRemoved} alone. */
    @Nullable
    Chat chat();

    /** The chat as it was last seen: after the change, or before it was removed. */
    default Chat latest() {
        Chat chat = chat();
        return chat != null ? chat : Objects.requireNonNull(before());
    }
}
