package dev.vigia.api;

/**
 * The account cannot be watched at present.
 *
 * <p>Told once; {@link AccountRecovered} ends it.
 *
 * @param meta which event this is: its id, account, number and time
 * @param reason one of the constants below; later versions may add to them, so treat an unknown one as "cannot be
 *     watched"
 * @param detail what happened, for a person to read; holds no secret
 * @since 0.1
 */
public record AccountFailing(EventMeta meta, String reason, String detail) implements AccountEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "account.failing";

    /** The gateway refuses the token, the client token, or the address the agent calls from. */
    public static final String UNAUTHORIZED = "unauthorized";

    /** The subscription of the instance lapsed. */
    public static final String SUBSCRIPTION = "subscription";

    /** No answer: the network, the gateway, or a proxy between is down, or asks to wait for long. */
    public static final String UNREACHABLE = "unreachable";

    /** The answer is not what the gateway documents: an HTML page, cut JSON, too large. */
    public static final String INVALID_ANSWER = "invalid-answer";

    /** The answer is well-formed JSON, but no list of chats, an error object for instance. */
    public static final String NOT_A_LIST = "not-a-list";

    @Override
    public String type() {
        return TYPE;
    }
}
