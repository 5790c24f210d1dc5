package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The events that are kept, for those who look at them as they are, without delivering them. */
public final class KeptEvents {
    private final Reader reader;

    KeptEvents(Reader reader) {
        this.reader = reader;
    }

    /** The next events of an account after a sequence number, in order. */
    public List<KeptEvent> after(String account, long sequence, EventFilter filter, int most) throws StoreException {
        return reader.read(connection -> select(
                connection,
                new Sql("e.account = ? AND e.seq > ?", account, sequence)
                        .add(filter.conditions())
                        .add("ORDER BY e.seq LIMIT ?", most)));
    }

    /** The newest events of an account, in order. */
    public List<KeptEvent> newest(String account, EventFilter filter, int most) throws StoreException {
        List<KeptEvent> newestFirst = reader.read(connection -> select(
                connection,
                new Sql("e.account = ?", account).add(filter.conditions()).add("ORDER BY e.seq DESC LIMIT ?", most)));
        List<KeptEvent> inOrder = new ArrayList<>(newestFirst);
        Collections.reverse(inOrder);
        return inOrder;
    }

    /** Reads the events that fulfil a condition. One that cannot be read keeps no other from being read. */
    static List<KeptEvent> select(Connection connection, Sql condition) throws SQLException {
        try {
            return new Sql("SELECT " + KeptEvent.COLUMNS + " FROM event e WHERE")
                    .add(condition)
                    .rows(connection, KeptEvent::read);
        } catch (SQLException e) {
            if (!Trouble.isDamage(e)) {
                throw e;
            }
            List<KeptEvent> all = new ArrayList<>();
            // These columns are in the index, so that no damaged row is looked at.
            List<KeptEvent> places = new Sql("SELECT e.account, e.seq FROM event e WHERE")
                    .add(condition)
                    .rows(connection, row -> KeptEvent.lost(row.getString(1), row.getLong(2), ""));
            for (KeptEvent place : places) {
                one(connection, place.account(), place.sequence()).ifPresent(all::add);
            }
            return all;
        }
    }

    /** Reads one event; empty if it is not kept. */
    static Optional<KeptEvent> one(Connection connection, String account, long sequence) throws SQLException {
        try {
            return new Sql("SELECT " + KeptEvent.COLUMNS + " FROM event e WHERE")
                    .add("e.account = ? AND e.seq = ?", account, sequence).rows(connection, KeptEvent::read).stream()
                            .findFirst();
        } catch (SQLException e) {
            if (!Trouble.isDamage(e)) {
                throw e;
            }
            return Optional.of(KeptEvent.lost(account, sequence, "the database is damaged where it is stored"));
        }
    }
}
