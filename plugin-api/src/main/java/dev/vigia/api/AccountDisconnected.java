package dev.vigia.api;

/**
 * The phone of the account is no longer connected to the gateway.
 *
 * <p>Until it is again, the chats are not looked at, so no chat event follows.
 *
 * @param meta which event this is: its id, account, number and time
 * @since 0.1
 */
public record AccountDisconnected(EventMeta meta) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.disconnected";

    @Override
    public String type() {
        return TYPE;
    }
}
