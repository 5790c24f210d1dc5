package dev.vigia.api;

/**
 * A plugin has something to tell, to whoever listens: other plugins, and through them the world outside. {@link EventMeta#causedBy()}
 * names the plugin instance, which does not hear of it itself unless its route says so.
 *
 * @param meta which event this is: its id, account, number and time
 * @param notice what is told, and by whom
 * @see Context#notice(String, String)
 * @since 0.1
 */
public record PluginNotice(EventMeta meta, Notice notice) implements Event {
    /** The name of this kind of event on the wire. */
    public static final String TYPE = "plugin.notice";

    @Override
    public String type() {
        return TYPE;
    }
}
