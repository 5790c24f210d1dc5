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
     * Handles one event. Called on a thread of the plugin's own; other plugins do not wait for it. An instance handles one event at a time
     * unless the operator gives it more {@code parallelism}; then different chats are handled side by side, and what handlers share must
     * be safe for use by several threads.
     *
     * @param event the event. It may come again after a failure or a crash, then with the same {@link EventMeta#id()}
     * @param context valid during this call, on this thread
     * @throws RetryLater to get the event again after a time of the plugin's choice
     * @throws GiveUp if the event can never be handled
     * @throws Exception if the event was not handled; it is delivered again later; after 8 attempts it goes to the dead letters. The
     *     chat's later events wait for it, other chats do not
     */
    void handle(E event, Context context) throws Exception;
}
