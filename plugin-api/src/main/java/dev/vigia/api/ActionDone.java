package dev.vigia.api;

/**
 * The gateway accepted what a plugin asked for.
 *
 * <p>For a message this means that it is queued for the phone, not that it was delivered.
 *
 * @param meta which event this is: its id, account, number and time
 * @param action what was asked for, by which plugin instance, and what became of it
 * @since 0.1
 */
public record ActionDone(EventMeta meta, Action action) implements ActionEvent {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "action.done";

    @Override
    public String type() {
        return TYPE;
    }
}
