package dev.vigia.plugins.webhook;

import dev.vigia.api.Event;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends events, one by one or in batches, and holds those that cannot be sent yet.
 *
 * <p>An event that is held counts as delivered only after {@link #flush} has sent it. If that fails, all events wait at the agent, in
 * order; a failure in {@link #handle} is one of that event and its chat alone. So what concerns the receiver as a whole, that it asks
 * for patience or is gone, ends in {@code flush}, and what may be the event's fault in {@code handle}.
 *
 * <p>Events may be handled by several threads; none sends while it holds the lock.
 */
final class Outbox {
    /** So many refused one by one: then it is not the event. */
    private static final int MOST_REFUSED_IN_A_ROW = 2;

    private record Held(Event event, Thread handledBy) {}

    private final Receiver receiver;
    private final Envelope envelope;
    private final int batch;
    private final Gate gate;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final RecentIds accepted = new RecentIds();
    private final RecentIds refused = new RecentIds();
    /** What one thread found refused and another handled, which must not take it for delivered. */
    private final Map<String, Thread> untold = new LinkedHashMap<>();

    Outbox(Receiver receiver, Envelope envelope, int batch, Gate gate) {
        this.receiver = receiver;
        this.envelope = envelope;
        this.batch = batch;
        this.gate = gate;
    }

    /**
     * Sends an event, or holds it until {@link #flush}.
     *
     * @param again whether it failed before, or comes from the operator: then it goes without others, so that it fails alone
     * @param wanted whether it is sent even if it was accepted before
     */
    void handle(Event event, boolean again, boolean wanted) throws IOException {
        if (!begin(event, again, wanted)) {
            return;
        }
        Answer answer = post(List.of(event));
        if (answer.isAccepted()) {
            accepted(List.of(event));
        } else if (gate.closesOn(answer)) {
            hold(event);
        } else {
            throw refusal(answer);
        }
    }

    /** Returns whether the event is to be sent at once. */
    private synchronized boolean begin(Event event, boolean again, boolean wanted) {
        String id = event.meta().id();
        untold.remove(id);
        if (!wanted && accepted.contains(id)) {
            return false;
        }
        if (gate.isClosed() || (batch > 1 && !again && !refused.contains(id))) {
            hold(event);
            return false;
        }
        refused.remove(id);
        held.remove(id);
        return true;
    }

    private synchronized void hold(Event event) {
        held.put(event.meta().id(), new Held(event, Thread.currentThread()));
    }

    /**
     * Sends what is held. What is not accepted stays held: until all is, nothing that was handled may count as delivered.
     *
     * @throws IOException if the receiver cannot be reached or refuses an event, which is then sent alone when it comes again
     * @throws dev.vigia.api.RetryLater if the receiver wants nothing now
     */
    void flush() throws IOException {
        boolean refusedMeanwhile = forgetUntold(Thread.currentThread());
        List<Event> events = eventsHeld();
        for (int from = 0; from < events.size(); from += batch) {
            if (gate.isClosed()) {
                throw gate.untilItOpens();
            }
            send(events.subList(from, Math.min(from + batch, events.size())));
        }
        if (refusedMeanwhile) {
            throw new IOException(receiver.host() + " refused an event, which is now sent alone");
        }
    }

    private void send(List<Event> events) throws IOException {
        Answer answer = post(events);
        if (answer.isAccepted()) {
            accepted(events);
        } else if (gate.closesOn(answer)) {
            throw gate.untilItOpens();
        } else if (events.size() == 1) {
            refused(events.get(0));
            throw refusal(answer);
        } else {
            sendOneByOne(events);
        }
    }

    /** Finds out which events of a batch are refused, so that these do not hold up the others. */
    private void sendOneByOne(List<Event> events) throws IOException {
        Answer refusal = null;
        int refusedInARow = 0;
        for (Event event : events) {
            Answer answer = post(List.of(event));
            if (answer.isAccepted()) {
                accepted(List.of(event));
                refusedInARow = 0;
            } else if (gate.closesOn(answer)) {
                throw gate.untilItOpens();
            } else {
                refused(event);
                refusal = answer;
                refusedInARow++;
                if (refusedInARow == MOST_REFUSED_IN_A_ROW) {
                    break;
                }
            }
        }
        if (refusal != null) {
            throw refusal(refusal);
        }
    }

    private Answer post(List<Event> events) throws IOException {
        return receiver.post(envelope.around(events));
    }

    private IOException refusal(Answer answer) {
        return new IOException(receiver.host() + " " + answer.inWords());
    }

    private synchronized void accepted(List<Event> events) {
        for (Event event : events) {
            String id = event.meta().id();
            held.remove(id);
            refused.remove(id);
            accepted.add(id);
        }
    }

    private synchronized void refused(Event event) {
        String id = event.meta().id();
        refused.add(id);
        Held was = held.remove(id);
        if (was != null && !was.handledBy().equals(Thread.currentThread())) {
            untold.put(id, was.handledBy());
        }
    }

    private synchronized boolean forgetUntold(Thread thread) {
        return untold.values().removeIf(thread::equals);
    }

    private synchronized List<Event> eventsHeld() {
        return held.values().stream().map(Held::event).toList();
    }
}
