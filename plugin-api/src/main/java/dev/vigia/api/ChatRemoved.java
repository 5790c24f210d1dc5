package dev.vigia.api;

import org.jspecify.annotations.Nullable;

/**
 * A chat is proven gone.
 *
 * <p>Absence from an answer is no proof: see the agent's documentation for what is.
 *
 * @param meta which event this is: its id, account, number and time
 * @param before the chat as it was last seen
 * @since 0.1
 */
public record ChatRemoved(EventMeta meta, Chat before) implements ChatEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "chat.removed";

    /** {@inheritDoc} A chat that is gone is nothing now. */
    @Override
    public @Nullable Chat chat() {
        return null;
    }

    @Override
    public String type() {
        return TYPE;
    }
}
