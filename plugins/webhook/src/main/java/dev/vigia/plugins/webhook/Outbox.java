package dev.vigia.plugins.webhook;

import dev.vigia.api.Event;
import dev.vigia.api.RetryLater;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends events, one by one or in batches, and holds those that cannot be sent yet.
 *
 * <p>A failure in {@link #handle} is counted against that event, and its chat waits; after one in {@link #flush}, all that was handled
 * since the last flush comes again, in order, and nothing is counted. So what concerns the receiver ends in {@code flush}, and what
 * concerns an event in {@code handle}. A batch that is not accepted concerns nobody yet: its events are sent alone when they come again.
 *
 * <p>No answer may be the receiver's fault or the event's. It is taken for the event's if the receiver answered another one since the event
 * was last tried; and to find that out, another is tried.
 *
 * <p>Events may be handled by several threads, never two of one chat; none sends while it holds the lock.
 */
final class Outbox {
    private static final Duration ASIDE = Duration.ofMinutes(5);

    private final Receiver receiver;
    private final Envelope envelope;
    private final int batch;
    private final Gate gate;
    private final RecentIds accepted = new RecentIds();
    /** What was in a batch that was not accepted. */
    private final RecentIds alone = new RecentIds();
    /** What was tried in vain, with no other event answered since. */
    private final RecentIds vain = new RecentIds();
    /** What was tried in vain, with another event answered since. */
    private final RecentIds suspects = new RecentIds();

    private final Map<String, Event> held = new LinkedHashMap<>();
    /** Whose first event that is held was tried in vain already. */
    private final Set<Chat> stuck = new HashSet<>();
    /** The last answer in vain since the last flush, if no other event was answered since. */
    private @Nullable Answer doubt;

    /** What is not sent at all, since the last flush. */
    private final Set<String> tooLate = new HashSet<>();

    private record Chat(String account, String id) {
        static Chat of(Event event) {
            return new Chat(event.meta().account(), event.chatId().orElse(""));
        }
    }

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
        } else if (answer.isGone()) {
            gate.closeForGood();
            hold(event);
        } else if (answer.isUnavailable()) {
            unavailable(event, again, answer);
        } else {
            answered(event);
            gotThrough();
            throw refusal(answer);
        }
    }

    /** Returns whether the event is to be sent at once. */
    private synchronized boolean begin(Event event, boolean again, boolean wanted) {
        String id = event.meta().id();
        if (!wanted && accepted.contains(id)) {
            return false;
        }
        if (gate.isTooLateFor(event)) {
            tooLate.add(id);
            return false;
        }
        if (held.isEmpty() && gate.isTimeToLookAtAnother()) {
            throw gate.untilItOpens();
        }
        boolean single = batch == 1 || again || alone.contains(id);
        if (gate.isClosed() || !single || isHeld(Chat.of(event))) {
            held.put(id, event);
            return false;
        }
        return true;
    }

    private boolean isHeld(Chat chat) {
        return held.values().stream().map(Chat::of).anyMatch(chat::equals);
    }

    private synchronized void hold(Event event) {
        held.put(event.meta().id(), event);
    }

    private void unavailable(Event event, boolean again, Answer answer) throws IOException {
        if (answer.asksForPatience()) {
            gate.close(answer);
        }
        if (isItsOwnFault(event, answer)) {
            throw refusal(answer);
        }
        // What failed before, or was tried for long, waits by itself: others show whether it is the receiver.
        if ((again && !answer.asksForPatience()) || gate.isTimeForAnother()) {
            throw new RetryLater(ASIDE, receiver.host() + " " + answer.inWords());
        }
        if (holdInVain(event, answer) && !answer.asksForPatience()) {
            gate.close(answer);
        }
    }

    private synchronized boolean isItsOwnFault(Event event, Answer answer) {
        if (answer.isOfTooMany()) {
            return false;
        }
        String id = event.meta().id();
        vain.add(id);
        return suspects.remove(id);
    }

    /** Returns whether another one was tried in vain before, so that it is the receiver. */
    private synchronized boolean holdInVain(Event event, Answer answer) {
        boolean another = doubt != null;
        doubt = answer;
        held.put(event.meta().id(), event);
        stuck.add(Chat.of(event));
        return another;
    }

    /**
     * Sends what is held. Until all is accepted, nothing that was handled may count as delivered.
     *
     * @throws IOException if something is not accepted
     * @throws RetryLater if the receiver takes nothing now
     */
    void flush() throws IOException {
        boolean done = false;
        try {
            List<Event> events = eventsToSend();
            for (int from = 0; from < events.size(); from += batch) {
                checkGate();
                send(events.subList(from, Math.min(from + batch, events.size())));
            }
            checkNothingIsStuck();
            done = true;
        } finally {
            gate.leftUnsent(end(done));
        }
    }

    private void checkGate() {
        if (gate.isClosed()) {
            throw gate.untilItOpens();
        }
    }

    private void send(List<Event> events) throws IOException {
        Answer answer = post(events);
        if (answer.isAccepted()) {
            accepted(events);
            return;
        }
        if (answer.isGone()) {
            gate.closeForGood();
        } else if (answer.asksForPatience()) {
            gate.close(answer);
        } else if (!answer.isUnavailable()) {
            gotThrough();
        }
        if (!answer.isGone() && !answer.isOfTooMany()) {
            sendAloneFromNowOn(events);
        }
        checkGate();
        throw refusal(answer);
    }

    private void checkNothingIsStuck() throws IOException {
        Answer inVain;
        synchronized (this) {
            if (stuck.isEmpty()) {
                return;
            }
            inVain = doubt;
        }
        if (inVain != null && !gate.isClosed()) {
            gate.close(inVain);
        }
        checkGate();
        throw new IOException(receiver.host() + " gives no good answer to an event, but to others");
    }

    private Answer post(List<Event> events) {
        return receiver.post(envelope.around(events));
    }

    private IOException refusal(Answer answer) {
        return new IOException(receiver.host() + " " + answer.inWords());
    }

    private synchronized List<Event> eventsToSend() {
        return held.values().stream()
                .filter(event -> !stuck.contains(Chat.of(event)))
                .toList();
    }

    private void accepted(List<Event> events) {
        synchronized (this) {
            for (Event event : events) {
                String id = event.meta().id();
                held.remove(id);
                alone.remove(id);
                answered(event);
                accepted.add(id);
            }
        }
        gotThrough();
    }

    private synchronized void answered(Event event) {
        vain.remove(event.meta().id());
        suspects.remove(event.meta().id());
    }

    /** The receiver is there, so what it did not answer meanwhile is suspect. */
    private void gotThrough() {
        synchronized (this) {
            vain.moveTo(suspects);
            doubt = null;
        }
        gate.works();
    }

    private synchronized void sendAloneFromNowOn(List<Event> events) {
        events.forEach(event -> alone.add(event.meta().id()));
    }

    /** Forgets, after a failure, what is held, for it comes again. Returns how many events count as delivered though never sent. */
    private synchronized int end(boolean done) {
        int unsent = done ? tooLate.size() : 0;
        if (!done) {
            held.clear();
        }
        stuck.clear();
        doubt = null;
        tooLate.clear();
        return unsent;
    }
}
