package dev.vigia.api;

/**
 * The time of the last message changed and no {@link NewUnread} tells of it.
 *
 * <p>Typically the owner wrote, or a message was read on the phone before it was looked at. The time can also go back, when a
 * chat is cleared.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record ChatActivity(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.activity";

    @Override
    public String type() {
        return TYPE;
    }
}
