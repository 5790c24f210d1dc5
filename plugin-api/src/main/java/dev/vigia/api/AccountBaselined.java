package dev.vigia.api;

/**
 * The first look at an account is complete: from now on its changes make events.
 *
 * @param meta which event this is: its id, account, number and time
 * @param chats how many chats the baseline holds
 * @since 0.1
 */
public record AccountBaselined(EventMeta meta, int chats) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.baselined";

    @Override
    public String type() {
        return TYPE;
    }
}
