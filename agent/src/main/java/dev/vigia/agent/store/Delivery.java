package dev.vigia.agent.store;

/**
 * One event on its way to one plugin instance.
 *
 * @param chat the id of the chat that the event is about, or {@code ""}
 * @param origin where it comes from
 * @param route the one that it was postponed by, or {@code ""}
 * @param attempt from 1 upwards
 */
public record Delivery(long sequence, String chat, Origin origin, String route, int attempt) {
    /** The same of a chat. */
    public Delivery ofChat(String id) {
        return new Delivery(sequence, id, origin, route, attempt);
    }

    /** Where a delivery comes from, and so where its place is kept. */
    public enum Origin {
        /** The log, behind the cursor. */
        LOG,
        /** A chat that is parked. */
        PARKED,
        /** The operator, who wants it delivered once more. */
        REPLAY,
        /** A route that waited for the chat to be quiet. */
        POSTPONED
    }
}
