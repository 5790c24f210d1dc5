package dev.vigia.agent.store;

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
}
