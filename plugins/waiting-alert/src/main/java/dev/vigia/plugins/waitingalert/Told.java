package dev.vigia.plugins.waitingalert;

import dev.vigia.api.State;
import dev.vigia.plugins.office.Waiting;
import java.time.Instant;
import java.util.Optional;

/** What was told of a chat's wait, and what is still to be told of one that ended, as the plugin remembers it of each chat. */
final class Told {
    private static final String STEPS = "told";
    private static final String ENDED = "ended";

    /**
     * A wait that is over, and of which somebody had been told.
     *
     * @param steps how many steps of the escalation had been told
     */
    record Ended(Instant since, Instant end, int steps) {
        private static Ended parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Ended(Instant.parse(parts[0]), Instant.parse(parts[1]), Integer.parseInt(parts[2]));
        }

        @Override
        public String toString() {
            return since + " " + end + " " + steps;
        }
    }

    private Told() {}

    /** How many steps of the escalation were told of the wait. */
    static int steps(State chat) {
        return chat.get(STEPS).map(Integer::valueOf).orElse(0);
    }

    static void steps(State chat, int steps) {
        chat.put(STEPS, Integer.toString(steps));
    }

    /** Ends a wait. Returns whether it is to be told that it ended, because it was told that the chat waits. */
    static boolean end(State chat, Instant end) {
        int steps = steps(chat);
        Optional<Instant> since = Waiting.since(chat);
        chat.remove(STEPS);
        if (steps == 0 || since.isEmpty()) {
            return false;
        }
        chat.put(ENDED, new Ended(since.get(), end, steps).toString());
        return true;
    }

    /** The end that is still to be told; only once. */
    static Optional<Ended> takeEnd(State chat) {
        Optional<Ended> ended = chat.get(ENDED).map(Ended::parse);
        if (ended.isPresent()) {
            chat.remove(ENDED);
        }
        return ended;
    }

    static void forget(State chat) {
        chat.remove(STEPS);
        chat.remove(ENDED);
    }
}
