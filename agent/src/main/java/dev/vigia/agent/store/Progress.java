package dev.vigia.agent.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How far one plugin instance has come with one account's events.
 *
 * @param cursor the number of the last event that the log needs not be read for again
 * @param delivered the numbers of events above the cursor that were handled all the same
 * @param parked the chats that wait
 */
public record Progress(long cursor, Set<Long> delivered, List<Parked> parked) {
    /**
     * A chat whose events from a number on wait.
     *
     * @param attempts how many have failed at the first of them
     */
    public record Parked(String chat, long sequence, int attempts, Instant due) {}

    /** An event that the operator wants delivered once more. */
    public record Replay(long sequence, int attempts, Instant due) {}

    /**
     * An event that a route hands over when its chat has been quiet.
     *
     * @param replay whether the operator had it delivered once more
     */
    public record Postponed(String route, String chat, long sequence, Instant due, boolean replay, int attempts) {}

    /** Events that were deleted before the instance had handled them. */
    public record Lost(long first, long last) {}
}
