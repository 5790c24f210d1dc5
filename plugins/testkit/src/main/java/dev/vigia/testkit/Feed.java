package dev.vigia.testkit;

import dev.vigia.api.Event;
import dev.vigia.calls.Effects.Postponement;
import dev.vigia.testkit.Item.Origin;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One account's events on their way to the plugin. An event of a chat comes only after the one before it is done with. */
final class Feed {
    private static final int MOST_IN_A_ROUND = 32;

    private final TreeMap<Integer, Item> pending = new TreeMap<>();
    private final Map<String, Deque<Item>> parked = new LinkedHashMap<>();
    private final List<Item> postponed = new ArrayList<>();
    private final List<Item> replays = new ArrayList<>();
    private int positions;

    void add(Event event) {
        positions++;
        Item item = new Item(event, positions, Origin.LOG, "", false, 1, Instant.MIN);
        Deque<Item> waiting = parked.get(item.chat());
        if (waiting == null) {
            pending.put(positions, item);
        } else {
            waiting.add(item.from(Origin.PARKED));
        }
    }

    /** In place of an earlier replay of the same event that still waits. */
    void replay(Event event) {
        replays.removeIf(item -> item.event().equals(event));
        replays.add(new Item(event, 0, Origin.REPLAY, "", true, 1, Instant.MIN));
    }

    /** Whether an event is still on its way. */
    boolean holds(Event event) {
        return Stream.concat(pending.values().stream(), parked.values().stream().flatMap(Deque::stream))
                .anyMatch(item -> item.event().equals(event));
    }

    /** What is to be delivered next, in order. What is from the log is taken out, the rest stays until it is settled. */
    List<Item> next(int most, Instant now, Predicate<Item> acceptable) {
        Predicate<Item> due = acceptable.and(item -> !item.notBefore().isAfter(now));
        Optional<Item> waiting = Stream.concat(parked.values().stream().map(Deque::element), postponed.stream())
                .filter(due)
                .findFirst();
        if (waiting.isPresent()) {
            return List.of(waiting.get());
        }
        List<Item> round = pending.values().stream()
                .filter(due)
                .limit(Math.min(most, MOST_IN_A_ROUND))
                .toList();
        round.forEach(item -> pending.remove(item.position()));
        return round.isEmpty() ? replays.stream().filter(due).limit(1).toList() : round;
    }

    /** An event was handled, or given up. */
    void settled(Item item, List<Postponement> postponements) {
        switch (item.origin()) {
            case LOG -> {}
            case PARKED -> {
                Deque<Item> waiting = parked.get(item.chat());
                if (waiting != null) {
                    waiting.remove();
                    if (waiting.isEmpty()) {
                        parked.remove(item.chat());
                    }
                }
            }
            case POSTPONED -> postponed.remove(item);
            case REPLAY -> replays.remove(item);
        }
        for (Postponement each : postponements) {
            postponed.removeIf(
                    other -> other.route().equals(each.route()) && other.chat().equals(item.chat()));
            postponed.add(item.postponed(each.route(), each.due()));
        }
    }

    /** An event failed and is tried again. From the log, it parks its chat. */
    void waits(Item item, int nextAttempt, Instant when) {
        Item again = item.again(nextAttempt, when);
        switch (item.origin()) {
            case LOG -> park(again.from(Origin.PARKED));
            case PARKED -> {
                Deque<Item> waiting = parked.get(item.chat());
                if (waiting != null) {
                    waiting.remove();
                    waiting.addFirst(again);
                }
            }
            case POSTPONED -> postponed.replaceAll(each -> each.equals(item) ? again : each);
            case REPLAY -> replays.replaceAll(each -> each.equals(item) ? again : each);
        }
    }

    /** An event was not tried after all, or its failure does not count. */
    void back(Item item) {
        if (item.isFromLog()) {
            pending.put(item.position(), item);
        }
    }

    private void park(Item first) {
        Deque<Item> waiting = new ArrayDeque<>(List.of(first));
        pending.values().stream()
                .filter(item -> item.chat().equals(first.chat()))
                .forEach(item -> waiting.add(item.from(Origin.PARKED)));
        waiting.forEach(item -> pending.remove(item.position()));
        parked.put(first.chat(), waiting);
    }

    /** When something is to be tried, of all that is on its way. */
    Stream<Instant> times() {
        return Stream.of(
                        pending.values().stream(),
                        parked.values().stream().map(Deque::element),
                        postponed.stream(),
                        replays.stream())
                .flatMap(items -> items)
                .map(Item::notBefore);
    }
}
