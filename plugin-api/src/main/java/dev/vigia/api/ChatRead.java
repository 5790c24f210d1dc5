package dev.vigia.api;

/**
 * Unread messages were read, all or some of them, or the mark "unread" was cleared.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record ChatRead(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.read";

    @Override
    public String type() {
        return TYPE;
    }
}
