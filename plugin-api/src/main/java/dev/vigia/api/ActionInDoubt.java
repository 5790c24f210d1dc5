package dev.vigia.api;

/**
 * It is not known whether what a plugin asked for was done.
 *
 * <p>The connection broke, or the agent was killed, after the request was on its way. It is not sent again, because it could
 * be done twice.
 *
 * @param meta which event this is: its id, account, number and time
 * @param action what was asked for, by which plugin instance, and what became of it
 * @since 0.1
 */
public record ActionInDoubt(EventMeta meta, Action action) implements ActionEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "action.in-doubt";

    @Override
    public String type() {
        return TYPE;
    }
}
