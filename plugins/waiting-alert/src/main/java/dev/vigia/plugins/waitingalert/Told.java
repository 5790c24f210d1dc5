package dev.vigia.plugins.waitingalert;

import dev.vigia.api.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver was told of a chat's wait, as the plugin remembers it of each chat. It names the wait, so that it does not count for
 * the next one, and the time of the step rather than its number, which changes with the steps.
 *
 * @param since when the wait began
 * @param after the last step that was told
 * @param before the last step that had been told before it; zero if none
 * @param action the message that told it; empty if it was the log
 */
record Told(Instant since, Duration after, Duration before, String action) {
    private static final String KEY = "told ";

    /** What was told of a wait; nothing, if what is remembered is of another one. */
    static Told of(Instant since, State chat, String receiver) {
        return chat.get(KEY + receiver)
                .map(Told::parse)
                .filter(told -> told.since.equals(since))
                .orElse(new Told(since, Duration.ZERO, Duration.ZERO, ""));
    }

    static void forget(State chat, String receiver) {
        chat.remove(KEY + receiver);
    }

    static void forgetAll(State chat) {
        chat.keys().stream().filter(key -> key.startsWith(KEY)).forEach(chat::remove);
    }

    /** Takes a step back that could not be told. Returns whether the message was about this chat. */
    static boolean takeBack(String action, State chat, String receiver) {
        Optional<Told> told = chat.get(KEY + receiver).map(Told::parse).filter(last -> last.action.equals(action));
        told.ifPresent(last -> {
            if (last.before.isZero()) {
                forget(chat, receiver);
            } else {
                new Told(last.since, last.before, Duration.ZERO, "").store(chat, receiver);
            }
        });
        return told.isPresent();
    }

    boolean isAny() {
        return !after.isZero();
    }

    /** With one more step. */
    Told with(Duration step, String message) {
        return new Told(since, step, after, message);
    }

    void store(State chat, String receiver) {
        chat.put(KEY + receiver, since + " " + after + " " + before + " " + action);
    }

    private static Told parse(String text) {
        String[] parts = text.split(" ", 4);
        return new Told(Instant.parse(parts[0]), Duration.parse(parts[1]), Duration.parse(parts[2]), parts[3]);
    }
}
