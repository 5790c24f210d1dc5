package dev.vigia.agent.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events that are kept, for those who look at them as they are, without delivering them. */
public final class KeptEvents {
    private final Reader reader;

    KeptEvents(Reader reader) {
        this.reader = reader;
    }

    /** The next events of an account after a sequence number, in order. */
    public List<KeptEvent> after(String account, long sequence, EventFilter filter, int most) throws StoreException {
        return reader.read(connection -> new Sql(
                        "SELECT " + KeptEvent.COLUMNS + " FROM event e WHERE e.account = ? AND e.seq > ?",
                        account,
                        sequence)
                .add(filter.conditions())
                .add("ORDER BY e.seq LIMIT ?", most)
                .rows(connection, KeptEvent::read));
    }

    /** The newest events of an account, in order. */
    public List<KeptEvent> newest(String account, EventFilter filter, int most) throws StoreException {
        List<KeptEvent> newestFirst = reader.read(
                connection -> new Sql("SELECT " + KeptEvent.COLUMNS + " FROM event e WHERE e.account = ?", account)
                        .add(filter.conditions())
                        .add("ORDER BY e.seq DESC LIMIT ?", most)
                        .rows(connection, KeptEvent::read));
        List<KeptEvent> inOrder = new ArrayList<>(newestFirst);
        Collections.reverse(inOrder);
        return inOrder;
    }
}
