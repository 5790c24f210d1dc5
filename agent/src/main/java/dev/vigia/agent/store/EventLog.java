package dev.vigia.agent.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The committed events of all accounts. */
public final class EventLog {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final Reader reader;
    private final Wakeup wakeup;
    private final OutsideChanges outsideChanges;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    EventLog(Reader reader, Wakeup wakeup, OutsideChanges outsideChanges) {
        this.reader = reader;
        this.wakeup = wakeup;
        this.outsideChanges = outsideChanges;
    }

    /**
     * Has a reader of the log told of which account there may be new events. It is called on the committer's thread, so it must be quick.
     */
    public void onCommit(Consumer<String> sleeper) {
        wakeup.add(sleeper);
    }

    public void forgetOnCommit(Consumer<String> sleeper) {
        wakeup.remove(sleeper);
    }

    /**
     * Has somebody told that the database may have been changed by another program, such as a command beside the agent. It is called on the
     * committer's thread, so it must be quick. It may be called when nothing was changed, at the start for instance; who reads after having
     * asked for it misses nothing.
     */
    public void onChangeFromOutside(Runnable listener) {
        outsideChanges.add(listener);
    }

    public void forgetOnChangeFromOutside(Runnable listener) {
        outsideChanges.remove(listener);
    }

    /** The next events of an account after a sequence number, in order, with those that cannot be read. */
    public List<KeptEvent> after(String account, long sequence, int most) throws StoreException {
        List<KeptEvent> events = reader.read(connection -> KeptEvents.select(
                connection,
                new Sql("e.account = ? AND e.seq > ?", account, sequence)
                        .add("AND e.seq < (SELECT next_seq FROM account_state WHERE account = ?)", account)
                        .add("ORDER BY e.seq LIMIT ?", most)));
        events = inOrder(events, events.size() == most);
        events.forEach(this::reportUnreadable);
        return events;
    }

    /** One event; empty if it is no longer kept. */
    public Optional<KeptEvent> event(String account, long sequence) throws StoreException {
        Optional<KeptEvent> event = reader.read(connection -> KeptEvents.one(connection, account, sequence));
        event.ifPresent(this::reportUnreadable);
        return event;
    }

    /**
     * Without damaged rows that have another number than they once had: who went on behind such a number would miss what is before it.
     *
     * @param goesOn whether more events may follow, which alone tell whether the last is in its place
     */
    private static List<KeptEvent> inOrder(List<KeptEvent> events, boolean goesOn) {
        List<KeptEvent> inOrder = new ArrayList<>();
        for (KeptEvent event : events) {
            while (!inOrder.isEmpty() && last(inOrder).sequence() >= event.sequence()) {
                inOrder.remove(inOrder.size() - 1);
            }
            inOrder.add(event);
        }
        if (goesOn && inOrder.size() > 1 && last(inOrder).damage() != null) {
            inOrder.remove(inOrder.size() - 1);
        }
        return inOrder;
    }

    private static KeptEvent last(List<KeptEvent> events) {
        return events.get(events.size() - 1);
    }

    private void reportUnreadable(KeptEvent event) {
        Optional<String> why = event.unreadable();
        if (why.isPresent() && reported.add(event.account() + " " + event.sequence())) {
            log.error(
                    "Event {} of the account {} in {} cannot be read: {}. It becomes a dead letter of each plugin instance; all"
                            + " other events are delivered. If this goes on, check the disk and the memory of the machine. A"
                            + " backup may still hold the event",
                    event.sequence(),
                    event.account(),
                    reader.path(),
                    why.get());
        }
    }
}
