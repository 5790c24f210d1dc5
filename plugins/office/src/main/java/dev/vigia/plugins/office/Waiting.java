package dev.vigia.plugins.office;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Context;
import dev.vigia.api.NewUnread;
import dev.vigia.api.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Since when chats wait to be read, as a plugin remembers it of each chat. Only what is unread makes a chat wait: the owner's own
 * messages do not, nor does a mark set by hand.
 */
public final class Waiting {
    private static final String SINCE = "since";

    private Waiting() {}

    /** Begins a chat's wait, if it does not wait already. */
    public static void began(NewUnread event, State chat) {
        if (chat.get(SINCE).isEmpty()) {
            chat.put(SINCE, Arrival.of(event).toString());
        }
    }

    /**
     * Ends a chat's wait. If some of its messages are still unread, a new wait begins: with the last message, if that came after those
     * that were read, else now.
     */
    public static void ended(ChatRead event, State chat) {
        forget(chat);
        if (event.chat().unread() > 0) {
            boolean isNew = !event.chat().lastMessageAt().equals(event.before().lastMessageAt());
            Instant since = isNew ? Arrival.of(event) : event.meta().time();
            chat.put(SINCE, since.toString());
        }
    }

    /** Ends a wait of which nobody knows how it ended. */
    public static void forget(State chat) {
        chat.remove(SINCE);
    }

    /**
     * Forgets the waits of all chats that have nothing unread: of those whose end was lost with the events that told of it. Returns what
     * else the plugin remembers of these chats.
     */
    public static List<State> forgetRead(Context context) {
        List<State> read = context.chats().stream()
                .filter(chat -> chat.unread() == 0)
                .map(context::state)
                .toList();
        read.forEach(Waiting::forget);
        return read;
    }

    /** Since when a chat waits, as far as its events told. */
    public static Optional<Instant> since(State chat) {
        return chat.get(SINCE).map(Instant::parse);
    }

    /** Since when a chat with something unread waits. If no event told, it is at the latest since its last message, from now on. */
    public static Instant since(Chat chat, Context context) {
        State state = context.state(chat);
        return since(state).orElseGet(() -> {
            Instant now = context.now();
            Instant since = chat.lastMessageAt().filter(at -> at.isBefore(now)).orElse(now);
            state.put(SINCE, since.toString());
            return since;
        });
    }
}
