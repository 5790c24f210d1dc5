package dev.vigia.api;

import org.jspecify.annotations.Nullable;

/**
 * A chat appeared that was not there before.
 *
 * <p>The chats of the baseline, an account's first look, make no such event. A chat whose first look already showed unread
 * messages is followed by a {@link NewUnread}.
 *
 * @param meta which event this is: its id, account, number and time
 * @param chat the chat as it was first seen
 * @since 0.1
 */
public record ChatAdded(EventMeta meta, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.added";

    /** {@inheritDoc} A chat that has just appeared was nothing before. */
    @Override
    public @Nullable Chat before() {
        return null;
    }

    @Override
    public String type() {
        return TYPE;
    }
}
