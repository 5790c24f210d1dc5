package dev.vigia.api;

/**
 * Very many chats changed alike in one look.
 *
 * <p>It was seen again, twice, before it was believed. The events of the chats follow this one.
 *
 * @param meta which event this is: its id, account, number and time
 * @param what the type of the chats' events, {@code chat.removed} for instance
 * @param chats how many chats
 * @since 0.1
 */
public record AccountMassChange(EventMeta meta, String what, int chats) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.mass-change";

    @Override
    public String type() {
        return TYPE;
    }
}
