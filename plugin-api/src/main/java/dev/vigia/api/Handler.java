package dev.vigia.api;

/**
 * Does something with an event.
 *
 * @param <E> the type of event
 * @since 0.1
 */
@FunctionalInterface
public interface Handler<E extends Event> {
    /**
     * Handles one event. Called on a thread of the plugin's own; other plugins do not wait for it.
     *
     * @param event the event. It may come again after a failure or a crash, then with the same {@link EventMeta#id()}
     * @param context valid during this call, on this thread
     * @throws Exception if the event was not handled; it is delivered again later
     */
    void handle(E event, Context context) throws Exception;
}
