package dev.vigia.api;

/**
 * The phone and the {@code @lid} of one chat became known to belong together.
 *
 * <p>The chat's {@link Chat#id()} stays what it was.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record ChatIdentified(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.identified";

    @Override
    public String type() {
        return TYPE;
    }
}
