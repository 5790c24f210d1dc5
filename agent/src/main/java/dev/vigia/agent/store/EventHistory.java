package dev.vigia.agent.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an event: at each plugin instance that there is, and on WhatsApp. */
public record EventHistory(KeptEvent event, List<AtInstance> instances, List<Asked> actions) {
    public EventHistory {
        instances = List.copyOf(instances);
        actions = List.copyOf(actions);
    }

    /**
     * What became of an event at a plugin instance.
     *
     * @param cursor the instance is done with all events up to this number, but for those that are held back
     * @param outcome what its routes did; null if they were not asked, or none is for such events
     * @param held null unless the event waits because of one that failed
     * @param dead null unless the instance has given up
     * @param replay null unless it is to be delivered once more
     * @param postponed the routes that wait for the chat to be quiet
     */
    public record AtInstance(
            String instance,
            long cursor,
            @Nullable Outcome outcome,
            List<Attempt> failures,
            @Nullable Held held,
            @Nullable Dead dead,
            @Nullable Retry replay,
            List<Postponed> postponed) {
        public AtInstance {
            failures = List.copyOf(failures);
            postponed = List.copyOf(postponed);
        }

        /** Whether anything has happened to the event here. */
        public boolean hasPast() {
            return outcome != null || dead != null || !failures.isEmpty();
        }

        /** What has happened, without what is to come. */
        public AtInstance past() {
            return new AtInstance(instance, cursor, outcome, failures, null, dead, null, List.of());
        }
    }

    public record Outcome(Instant at, String words) {}

    public record Attempt(Instant at, int number, String failure) {}

    /**
     * The events of a chat, held back until one of them is handled.
     *
     * @param by the number of the event that failed
     */
    public record Held(long by, int attempts, Instant due) {}

    public record Dead(Instant at, int attempts, String failure) {}

    public record Retry(int attempts, Instant due) {}

    public record Postponed(String route, Instant due) {}

    /**
     * What a plugin instance asked for.
     *
     * @param state {@code ready}, {@code sending}, {@code done}, {@code failed} or {@code in-doubt}
     * @param due when it is to be sent, if it is ready
     */
    public record Asked(
            String instance,
            String kind,
            String state,
            Instant due,
            @Nullable String failure,
            @Nullable String messageId) {}
}
