package dev.vigia.api;

/**
 * A real name replaced another.
 *
 * <p>A name that falls back to digits or to a {@code @lid} is no new name.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was known until now
 * @param chat the chat as it was seen now
 * @since 0.1
 */
public record Renamed(EventMeta meta, Chat before, Chat chat) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.renamed";

    @Override
    public String type() {
        return TYPE;
    }
}
