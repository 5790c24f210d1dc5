package dev.vigia.api;

/**
 * The chat was muted, or the end of its mute changed.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record Muted(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.muted";

    @Override
    public String type() {
        return TYPE;
    }
}
