package dev.vigia.agent.store;

import dev.vigia.agent.store.EventHistory.Asked;
import dev.vigia.agent.store.EventHistory.AtInstance;
import dev.vigia.agent.store.EventHistory.Attempt;
import dev.vigia.agent.store.EventHistory.Dead;
import dev.vigia.agent.store.EventHistory.Held;
import dev.vigia.agent.store.EventHistory.Outcome;
import dev.vigia.agent.store.EventHistory.Postponed;
import dev.vigia.agent.store.EventHistory.Retry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells of a chat's events what became of them, for somebody who wonders why something happened, or did not. */
public final class History {
    private final Reader reader;

    History(Reader reader) {
        this.reader = reader;
    }

    /** An event at an instance. */
    private record Place(long sequence, String instance) {
        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getLong("seq"), row.getString("instance"));
        }
    }

    /** The kept events of a chat, oldest first. */
    public List<EventHistory> of(KnownChat chat, EventFilter filter) throws StoreException {
        return reader.read(connection -> {
            Sql which = new Sql("e.account = ? AND", chat.account())
                    .in("e.chat", chat.ids())
                    .add(filter.conditions());
            return new Telling(connection, chat, which).all();
        });
    }

    /** One reading of all tables that tell of some events. */
    private static final class Telling {
        private final List<KeptEvent> events;
        private final Map<String, Long> cursors;
        private final Map<Place, List<Outcome>> outcomes;
        private final Map<Place, List<Attempt>> failures;
        private final Map<Place, List<Dead>> dead;
        private final Map<Place, List<Retry>> replays;
        private final Map<Place, List<Postponed>> postponed;
        private final Map<String, List<Held>> held;
        private final Map<Long, List<Asked>> actions = new HashMap<>();

        Telling(Connection connection, KnownChat chat, Sql which) throws SQLException {
            events = KeptEvents.select(connection, new Sql("").add(which).add("ORDER BY e.seq"));
            cursors = cursors(connection, chat.account());
            outcomes = of(connection, "delivery", "at", which, row -> new Outcome(at(row), row.getString("outcome")));
            failures = of(
                    connection,
                    "failed_attempt",
                    "at, t.attempt",
                    which,
                    row -> new Attempt(at(row), row.getInt("attempt"), row.getString("failure")));
            dead = of(
                    connection,
                    "dead_letter",
                    "at",
                    which,
                    row -> new Dead(at(row), row.getInt("attempts"), row.getString("failure")));
            replays = of(connection, "replay", "due_at", which, row -> new Retry(row.getInt("attempts"), due(row)));
            postponed = of(
                    connection, "postponed", "due_at", which, row -> new Postponed(row.getString("route"), due(row)));
            held = held(connection, chat);
            new Sql("SELECT t.* FROM action t JOIN event e ON e.account = t.account AND e.seq = t.event_seq WHERE")
                    .add(which)
                    .add("ORDER BY t.created_at, t.id")
                    .rows(
                            connection,
                            row -> actions.computeIfAbsent(row.getLong("event_seq"), sequence -> new ArrayList<>())
                                    .add(asked(row)));
        }

        List<EventHistory> all() {
            return events.stream().map(this::history).toList();
        }

        private EventHistory history(KeptEvent event) {
            List<AtInstance> instances = new ArrayList<>();
            for (String instance : instances()) {
                instances.add(at(event.sequence(), instance));
            }
            return new EventHistory(event, instances, actions.getOrDefault(event.sequence(), List.of()));
        }

        /** Also those that have no cursor any more but left something behind. */
        private Set<String> instances() {
            Set<String> all = new TreeSet<>(cursors.keySet());
            List.of(outcomes, failures, dead, replays, postponed)
                    .forEach(places -> places.keySet().forEach(place -> all.add(place.instance())));
            return all;
        }

        private AtInstance at(long sequence, String instance) {
            Place place = new Place(sequence, instance);
            Outcome outcome = last(outcomes.get(place));
            Held holding = held.getOrDefault(instance, List.of()).stream()
                    .filter(each -> each.by() <= sequence && outcome == null)
                    .findFirst()
                    .orElse(null);
            return new AtInstance(
                    instance,
                    cursors.getOrDefault(instance, 0L),
                    outcome,
                    failures.getOrDefault(place, List.of()),
                    holding,
                    last(dead.get(place)),
                    last(replays.get(place)),
                    postponed.getOrDefault(place, List.of()));
        }

        private static <T> @Nullable T last(@Nullable List<T> all) {
            return all == null ? null : all.get(all.size() - 1);
        }

        private static Map<String, Long> cursors(Connection connection, String account) throws SQLException {
            Map<String, Long> cursors = new TreeMap<>();
            new Sql("SELECT instance, seq FROM plugin_cursor WHERE account = ?", account)
                    .rows(connection, row -> cursors.put(row.getString("instance"), row.getLong("seq")));
            return cursors;
        }

        private static Map<String, List<Held>> held(Connection connection, KnownChat chat) throws SQLException {
            Map<String, List<Held>> held = new HashMap<>();
            new Sql("SELECT instance, seq, attempts, due_at FROM parked WHERE account = ? AND", chat.account())
                    .in("chat", chat.ids())
                    .rows(
                            connection,
                            row -> held.computeIfAbsent(row.getString("instance"), instance -> new ArrayList<>())
                                    .add(new Held(row.getLong("seq"), row.getInt("attempts"), due(row))));
            return held;
        }

        private static <T> Map<Place, List<T>> of(
                Connection connection, String table, String order, Sql which, Sql.Row<T> reader) throws SQLException {
            Map<Place, List<T>> all = new HashMap<>();
            new Sql("SELECT t.* FROM " + table + " t JOIN event e ON e.account = t.account AND e.seq = t.seq WHERE")
                    .add(which)
                    .add("ORDER BY t." + order)
                    .rows(
                            connection,
                            row -> all.computeIfAbsent(Place.of(row), place -> new ArrayList<>())
                                    .add(reader.read(row)));
            return all;
        }

        private static Asked asked(ResultSet row) throws SQLException {
            return new Asked(
                    row.getString("instance"),
                    row.getString("kind"),
                    row.getString("state"),
                    due(row),
                    row.getString("failure"),
                    row.getString("message_id"));
        }

        private static Instant at(ResultSet row) throws SQLException {
            return Instant.ofEpochMilli(row.getLong("at"));
        }

        private static Instant due(ResultSet row) throws SQLException {
            return Instant.ofEpochMilli(row.getLong("due_at"));
        }
    }
}
