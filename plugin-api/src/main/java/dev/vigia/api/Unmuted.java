package dev.vigia.api;

/**
 * The chat is no longer muted: somebody unmuted it, or the mute ran out.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record Unmuted(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.unmuted";

    @Override
    public String type() {
        return TYPE;
    }
}
