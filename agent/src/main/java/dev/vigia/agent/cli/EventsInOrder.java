package dev.vigia.agent.cli;

import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.KeptEvent;
import dev.vigia.agent.store.KeptEvents;
import dev.vigia.agent.store.StoreException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The kept events of several accounts, one after the other by their times, however many there are. Goes on where it stopped. */
final class EventsInOrder {
    private static final int MOST_AT_ONCE = 500;

    private final KeptEvents kept;
    private final Map<String, Long> readUpTo = new HashMap<>();
    private final Map<String, Deque<KeptEvent>> read = new TreeMap<>();
    private final Set<String> exhausted = new HashSet<>();

    EventsInOrder(KeptEvents kept) {
        this.kept = kept;
    }

    /** Passes over all events that there are but the newest. To be called before any is handed on. */
    void skipAllBut(int count, Map<String, EventFilter> filters) throws StoreException {
        int surplus = -count;
        for (Map.Entry<String, EventFilter> account : filters.entrySet()) {
            List<KeptEvent> newest = kept.newest(account.getKey(), account.getValue(), count);
            if (!newest.isEmpty()) {
                read.put(account.getKey(), new ArrayDeque<>(newest));
                readUpTo.put(account.getKey(), newest.get(newest.size() - 1).sequence());
                surplus += newest.size();
            }
        }
        for (; surplus > 0; surplus--) {
            oldest().map(event -> Objects.requireNonNull(read.get(event.account())))
                    .ifPresent(Deque::remove);
        }
    }

    /**
     * Hands on all events that there are and that were not handed on.
     *
     * @param filters the accounts, and which events of each
     * @param sink returns false to stop
     * @return whether the sink wants more
     */
    boolean handOn(Map<String, EventFilter> filters, Predicate<KeptEvent> sink) throws StoreException {
        exhausted.clear();
        while (true) {
            for (Map.Entry<String, EventFilter> account : filters.entrySet()) {
                readAhead(account.getKey(), account.getValue());
            }
            Optional<KeptEvent> next = oldest();
            if (next.isEmpty()) {
                return true;
            }
            Objects.requireNonNull(read.get(next.get().account())).remove();
            if (!sink.test(next.get())) {
                return false;
            }
        }
    }

    private Optional<KeptEvent> oldest() {
        return read.values().stream()
                .map(Deque::peek)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(KeptEvent::at));
    }

    private void readAhead(String account, EventFilter filter) throws StoreException {
        Deque<KeptEvent> waiting = read.computeIfAbsent(account, name -> new ArrayDeque<>());
        if (!waiting.isEmpty() || exhausted.contains(account)) {
            return;
        }
        waiting.addAll(kept.after(account, readUpTo.getOrDefault(account, 0L), filter, MOST_AT_ONCE));
        if (waiting.size() < MOST_AT_ONCE) {
            exhausted.add(account);
        }
        if (!waiting.isEmpty()) {
            readUpTo.put(account, waiting.getLast().sequence());
        }
    }
}
