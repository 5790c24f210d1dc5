package dev.vigia.api;

/**
 * What a plugin asked for was not done and will not be tried again.
 *
 * @param meta which event this is: its id, account, number and time
 * @param action what was asked for, by which plugin instance, and what became of it
 * @since 0.1
 */
public record ActionFailed(EventMeta meta, Action action) implements ActionEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "action.failed";

    @Override
    public String type() {
        return TYPE;
    }
}
