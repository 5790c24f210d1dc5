package dev.vigia.agent.store;

import dev.vigia.agent.event.EventJson;
import dev.vigia.api.Event;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The committed events of all accounts. */
public final class EventLog {
    private final Reader reader;
    private final Wakeup wakeup;
    private final OutsideChanges outsideChanges;

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

    /** The next events of an account after a sequence number, in order. */
    public List<Event> after(String account, long sequence, int most) throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, json FROM event WHERE account = ? AND seq > ? ORDER BY seq LIMIT ?")) {
                select.setString(1, account);
                select.setLong(2, sequence);
                select.setInt(3, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<Event> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(event(account, rows));
                    }
                    return events;
                }
            }
        });
    }

    private static Event event(String account, ResultSet row) throws SQLException {
        try {
            return EventJson.read(row.getString("json"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "event " + row.getLong("seq") + " of the account " + account + ": " + e.getMessage(), e);
        }
    }

    /** One event; empty if it is no longer kept. */
    public Optional<Event> event(String account, long sequence) throws StoreException {
        return after(account, sequence - 1, 1).stream()
                .filter(event -> event.meta().sequence() == sequence)
                .findFirst();
    }
}
