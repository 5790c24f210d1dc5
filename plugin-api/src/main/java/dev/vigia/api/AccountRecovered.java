package dev.vigia.api;

import java.time.Instant;

/**
 * The account can be watched again after {@link AccountFailing}.
 *
 * @param meta which event this is: its id, account, number and time
 * @param reason why it could not be watched, as {@link AccountFailing#reason()} told
 * @param failingSince when the first look failed
 * @since 0.1
 */
public record AccountRecovered(EventMeta meta, String reason, Instant failingSince) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.recovered";

    @Override
    public String type() {
        return TYPE;
    }
}
