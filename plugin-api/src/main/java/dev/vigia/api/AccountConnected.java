package dev.vigia.api;

/**
 * The phone of the account is connected to the gateway again.
 *
 * @param meta which event this is: its id, account, number and time
 * @since 0.1
 */
public record AccountConnected(EventMeta meta) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.connected";

    @Override
    public String type() {
        return TYPE;
    }
}
