package dev.vigia.calls;

import dev.vigia.api.ActionEvent;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;

/** Which chat an event is about. */
public final class Subject {
    private Subject() {}

    /** The id of the chat; {@code ""} if the event is about the account as a whole. */
    public static String chatOf(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            return chatEvent.latest().id();
        }
        if (event instanceof PluginNotice told) {
            return told.notice().chat().map(Chat::id).orElse("");
        }
        return event instanceof ActionEvent actionEvent ? actionEvent.action().chatId() : "";
    }
}
