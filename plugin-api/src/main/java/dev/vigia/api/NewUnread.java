package dev.vigia.api;

/**
 * The number of unread messages rose.
 *
 * <p>This is the event to answer customers by. It is never made for the owner's own messages, which leave that number alone.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known, or as it appeared (with no unread message yet told of) if this follows a
 *     {@link ChatAdded}
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record NewUnread(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.new-unread";

    @Override
    public String type() {
        return TYPE;
    }
}
