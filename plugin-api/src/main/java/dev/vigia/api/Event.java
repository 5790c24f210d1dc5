package dev.vigia.api;

import java.util.Optional;
import java.util.SortedSet;

/**
 * A fact that the agent observed, told to plugins at least once.
 *
 * <p>Events are immutable and may be kept and handed to other threads.
 *
 * @since 0.1
 */
public sealed interface Event permits ChatEvent, AccountEvent, ActionEvent, PluginNotice {
    /** Which event this is. */
    EventMeta meta();

    /** The name of this kind of event, {@code chat.new-unread} for instance. On the wire {@code dev.vigia.} comes before it. */
    String type();

    /** The {@link Chat#id()} of the chat that this event is about; empty if it is about the account as a whole. */
    default Optional<String> chatId() {
        if (this instanceof ChatEvent chatEvent) {
            return Optional.of(chatEvent.latest().id());
        }
        if (this instanceof ActionEvent actionEvent) {
            return Optional.of(actionEvent.action().chatId());
        }
        return this instanceof PluginNotice told ? told.notice().chat().map(Chat::id) : Optional.empty();
    }

    /** The names of all kinds of event that this version has, such as {@code chat.new-unread}, in alphabetical order. */
    static SortedSet<String> types() {
        return EventTypes.all();
    }

    /**
     * This event as CloudEvents 1.0 JSON, on one line: what the journal writes. The text is the same at every redelivery. Half a
     * surrogate pair, which a name may hold but UTF-8 cannot carry, is told as U+FFFD.
     *
     * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents JSON format</a>
     */
    default String toJson() {
        return CloudEvent.of(this);
    }
}
