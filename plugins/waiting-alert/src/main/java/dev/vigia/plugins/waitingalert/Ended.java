package dev.vigia.plugins.waitingalert;

import dev.vigia.api.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A wait that is over, and of which a receiver who was told of it is still to be told.
 *
 * @param since when it began
 * @param end when the chat was read
 */
record Ended(Instant since, Instant end) {
    private static final String KEY = "ended ";
    /** Who has not been told by then no longer wants to know. */
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * Keeps it until it is told.
     *
     * @param account where it is noted that some chat has such an end, so that not all chats need to be looked through every time
     */
    void store(State chat, State account, String receiver) {
        chat.put(KEY + receiver, since + " " + end, KEPT);
        account.put(KEY + receiver, "", KEPT);
    }

    /** Whether some chats have such an end; only once. */
    static boolean takeNote(State account, String receiver) {
        boolean noted = account.get(KEY + receiver).isPresent();
        account.remove(KEY + receiver);
        return noted;
    }

    /** The end that is still to be told; only once. */
    static Optional<Ended> take(State chat, String receiver) {
        Optional<Ended> ended = chat.get(KEY + receiver).map(Ended::parse);
        chat.remove(KEY + receiver);
        return ended;
    }

    static void forgetAll(State chat) {
        chat.keys().stream().filter(key -> key.startsWith(KEY)).forEach(chat::remove);
    }

    private static Ended parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Ended(Instant.parse(parts[0]), Instant.parse(parts[1]));
    }
}
