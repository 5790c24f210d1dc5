package dev.vigia.agent.dispatch;

import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Delivery;
import dev.vigia.agent.store.Delivery.Origin;
import dev.vigia.agent.store.EventLog;
import dev.vigia.agent.store.KeptEvent;
import dev.vigia.agent.store.Progress;
import dev.vigia.agent.store.Progress.Parked;
import dev.vigia.agent.store.Progress.Postponed;
import dev.vigia.agent.store.Progress.Replay;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Event;
import dev.vigia.calls.Effects.Postponement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One account's events on their way to one plugin instance: which may be delivered now, and up to where all are done.
 *
 * <p>An event of a chat comes only after the one before it was handled, given up or parked. Used by the lane's thread alone.
 */
final class Feed {
    /** How far it reads ahead: after a crash no more events than this come again. */
    static final int WINDOW = 64;

    private static final int MOST_IN_A_ROUND = 32;
    private static final int MOST_UNACKED = 32;
    private static final Duration LONGEST_UNACKED = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Something that waits for its time, by a clock that nobody sets. */
    private record Waiting<T>(T what, long dueNanos) {}

    private final Deliveries deliveries;
    private final EventLog events;
    private final Clock clock;

    private long cursor;
    private long read;
    private boolean mayHaveMore = true;
    private final Set<Long> deliveredBefore = new HashSet<>();
    private final TreeMap<Long, Item> pending = new TreeMap<>();
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<Long, String> handled = new HashMap<>();
    private long unackedSince;
    private final Map<String, Waiting<Parked>> parked = new LinkedHashMap<>();
    private final List<Waiting<Replay>> replays = new ArrayList<>();
    private final Set<Delivery> underWay = new HashSet<>();
    private boolean moreReplays;
    private final List<Waiting<Postponed>> postponed = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private boolean changedOutside = true;

    Feed(Deliveries deliveries, EventLog events, Clock clock) throws StoreException {
        this.deliveries = deliveries;
        this.events = events;
        this.clock = clock;
        Progress progress = deliveries.progress();
        this.cursor = progress.cursor();
        this.read = cursor;
        deliveredBefore.addAll(progress.delivered());
        progress.parked().forEach(each -> parked.put(each.chat(), waiting(each, each.due())));
    }

    String account() {
        return deliveries.account();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Says that there may be new events. */
    void announce() {
        mayHaveMore = true;
    }

    /** Says that the operator may have asked for replays, or had something erased. */
    void changedOutside() {
        changedOutside = true;
    }

    /**
     * Takes out what is to be delivered next by one thread, in order.
     *
     * @param most how many
     * @param sideBySide whether other threads work on the same account: then it is of one chat only
     * @param acceptable which are wanted
     */
    List<Item> next(int most, boolean sideBySide, Predicate<Item> acceptable) throws StoreException {
        fill();
        long now = System.nanoTime();
        for (Waiting<Parked> each : List.copyOf(parked.values())) {
            Optional<Item> item =
                    each.dueNanos() <= now && !busy.contains(each.what().chat())
                            ? parkedItem(each.what())
                            : Optional.empty();
            if (item.filter(acceptable).isPresent()) {
                return take(List.of(item.get()));
            }
        }
        for (Waiting<Postponed> each : List.copyOf(postponed)) {
            if (each.dueNanos() <= now && !busy.contains(each.what().chat())) {
                Optional<Item> item = item(each.what());
                if (item.isEmpty() || acceptable.test(item.get())) {
                    postponed.remove(each);
                }
                if (item.filter(acceptable).isPresent()) {
                    return take(List.of(item.get()));
                }
            }
        }
        List<Item> round = fromLog(Math.min(most, MOST_IN_A_ROUND), sideBySide, acceptable);
        if (!round.isEmpty()) {
            return take(round);
        }
        List<Item> replay = nextReplay(acceptable);
        if (replay.isEmpty() && moreReplays) {
            readReplays();
            replay = nextReplay(acceptable);
        }
        return replay;
    }

    private List<Item> fromLog(int most, boolean sideBySide, Predicate<Item> acceptable) {
        List<Item> round = new ArrayList<>();
        String chat = null;
        for (Item item : pending.values()) {
            boolean fits = chat == null || !sideBySide || chat.equals(item.chat());
            if (round.size() < most && fits && !busy.contains(item.chat()) && acceptable.test(item)) {
                chat = item.chat();
                round.add(item);
            }
        }
        round.forEach(item -> pending.remove(item.sequence()));
        return round;
    }

    private List<Item> nextReplay(Predicate<Item> acceptable) throws StoreException {
        long now = System.nanoTime();
        for (Waiting<Replay> each : List.copyOf(replays)) {
            if (each.dueNanos() > now) {
                continue;
            }
            Optional<Item> item = item(each.what());
            if (item.isEmpty()) {
                replays.remove(each);
            } else if (!busy.contains(item.get().chat()) && acceptable.test(item.get())) {
                replays.remove(each);
                return take(List.of(item.get()));
            }
        }
        return List.of();
    }

    private List<Item> take(List<Item> round) {
        round.forEach(item -> {
            busy.add(item.chat());
            underWay.add(item.delivery());
        });
        return round;
    }

    private void fill() throws StoreException {
        int ahead = open.size() + handled.size();
        if (mayHaveMore && ahead <= WINDOW / 2) {
            int room = WINDOW - ahead;
            List<KeptEvent> next = events.after(account(), read, room);
            for (KeptEvent event : next) {
                add(event);
            }
            // Some may be left out as damaged.
            mayHaveMore = next.size() > room / 2;
        }
        if (changedOutside) {
            changedOutside = false;
            dropErased();
            readReplays();
            postponed.clear();
            deliveries.postponed(Integer.MAX_VALUE).stream()
                    .filter(each -> !isUnderWay(Origin.POSTPONED, each.route(), each.sequence()))
                    .forEach(each -> postponed.add(waiting(each, each.due())));
        }
    }

    /** What the operator had erased is not delivered, though it was read already. */
    private void dropErased() throws StoreException {
        for (Item item : List.copyOf(pending.values())) {
            if (events.event(account(), item.sequence()).isEmpty()) {
                pending.remove(item.sequence());
                done(item.sequence());
            }
        }
    }

    /** The first due of them: there may be as many as there are events. */
    private void readReplays() throws StoreException {
        List<Replay> first = deliveries.replays(WINDOW);
        moreReplays = first.size() == WINDOW;
        replays.clear();
        first.stream()
                .filter(each -> !isUnderWay(Origin.REPLAY, "", each.sequence()))
                .forEach(each -> replays.add(waiting(each, each.due())));
    }

    private boolean isUnderWay(Origin origin, String route, long sequence) {
        return underWay.stream()
                .anyMatch(delivery -> delivery.origin() == origin
                        && delivery.route().equals(route)
                        && delivery.sequence() == sequence);
    }

    private void add(KeptEvent kept) throws StoreException {
        long sequence = kept.sequence();
        Optional<Event> event = kept.event();
        String chat = event.flatMap(Event::chatId).orElse(Objects.requireNonNullElse(kept.chat(), ""));
        Delivery delivery = new Delivery(sequence, chat, Origin.LOG, "", 1);
        boolean toDeliver = !deliveredBefore.contains(sequence) && !parked.containsKey(chat);
        if (toDeliver && event.isEmpty()) {
            bury(kept, delivery);
        }
        if (unacked() == 0) {
            unackedSince = System.nanoTime();
        }
        read = sequence;
        deliveredBefore.remove(sequence);
        if (toDeliver && event.isPresent()) {
            open.add(sequence);
            pending.put(sequence, new Item(event.get(), delivery, kept.at(), false));
        }
    }

    /** An event that nobody can read goes to the dead letters, and its place is given up. */
    private void bury(KeptEvent kept, Delivery delivery) throws StoreException {
        deliveries.buryUnreadable(delivery, kept.unreadable().orElse(""), clock.instant());
    }

    /** The first event of a parked chat that is not handled yet; with none left, the chat is parked no longer. */
    private Optional<Item> parkedItem(Parked chat) throws StoreException {
        OptionalLong next = deliveries.next(chat.chat(), chat.sequence(), read);
        if (next.isEmpty()) {
            deliveries.park(chat.chat(), null, clock.instant());
            parked.remove(chat.chat());
            return Optional.empty();
        }
        int attempts = next.getAsLong() == chat.sequence() ? chat.attempts() : 0;
        Delivery delivery = new Delivery(next.getAsLong(), chat.chat(), Origin.PARKED, "", attempts + 1);
        Optional<Item> item = item(delivery, chat.due(), false);
        if (item.isPresent()) {
            return item;
        }
        Parked rest = new Parked(chat.chat(), next.getAsLong() + 1, 0, Instant.EPOCH);
        park(rest);
        return parkedItem(rest);
    }

    private Optional<Item> item(Postponed each) throws StoreException {
        return item(
                new Delivery(each.sequence(), each.chat(), Origin.POSTPONED, each.route(), each.attempts() + 1),
                each.due(),
                each.replay());
    }

    private Optional<Item> item(Replay each) throws StoreException {
        return item(new Delivery(each.sequence(), "", Origin.REPLAY, "", each.attempts() + 1), each.due(), true);
    }

    /** The event of a delivery; empty if it is no longer kept, or nobody can read it. */
    private Optional<Item> item(Delivery delivery, Instant due, boolean replay) throws StoreException {
        Optional<KeptEvent> kept = events.event(account(), delivery.sequence());
        Optional<Event> event = kept.flatMap(KeptEvent::event);
        if (kept.isPresent() && event.isEmpty()) {
            bury(kept.get(), delivery);
        }
        return event.map(each -> new Item(each, delivery.ofChat(each.chatId().orElse("")), due, replay));
    }

    /** An event from the log was handled without effects: it is acked with others. */
    void handled(Item item, String outcome) {
        underWay.remove(item.delivery());
        if (!outcome.isEmpty()) {
            handled.put(item.sequence(), outcome);
        }
        done(item.sequence());
    }

    /** An event was handled, or given up, and that is stored. */
    void settled(Item item, List<Postponement> postponements) {
        underWay.remove(item.delivery());
        switch (item.delivery().origin()) {
            case LOG -> done(item.sequence());
            case PARKED -> park(new Parked(item.chat(), item.sequence() + 1, 0, Instant.EPOCH));
            case REPLAY, POSTPONED -> {}
        }
        for (Postponement each : postponements) {
            postponed.removeIf(other -> other.what().route().equals(each.route())
                    && other.what().chat().equals(each.chat()));
            postponed.add(waiting(
                    new Postponed(each.route(), each.chat(), each.sequence(), each.due(), each.replay(), 0),
                    each.due()));
        }
    }

    /** An event failed, and it is stored when it is tried again. */
    void waits(Item item, int attempts, Instant due) {
        underWay.remove(item.delivery());
        switch (item.delivery().origin()) {
            case LOG -> {
                done(item.sequence());
                park(new Parked(item.chat(), item.sequence(), attempts, due));
            }
            case PARKED -> park(new Parked(item.chat(), item.sequence(), attempts, due));
            case REPLAY -> replays.add(waiting(new Replay(item.sequence(), attempts, due), due));
            case POSTPONED -> postponed.add(waiting(postponed(item, attempts), due));
        }
    }

    private static Postponed postponed(Item item, int attempts) {
        return new Postponed(
                item.delivery().route(), item.chat(), item.sequence(), item.due(), item.isReplay(), attempts);
    }

    /** An event was not tried after all, or its failure does not count. */
    void back(Item item) {
        underWay.remove(item.delivery());
        int attempts = item.delivery().attempt() - 1;
        switch (item.delivery().origin()) {
            case LOG -> pending.put(item.sequence(), item);
            case PARKED -> {}
            case REPLAY -> replays.add(0, waiting(new Replay(item.sequence(), attempts, item.due()), item.due()));
            case POSTPONED -> postponed.add(waiting(postponed(item, attempts), item.due()));
        }
    }

    /** No thread has to do with an event of this chat any more: its next may come. */
    void release(String chat) {
        busy.remove(chat);
    }

    /** An event from the log comes through its chat's parking place, now that the chat is parked. */
    void covered(Item item) {
        underWay.remove(item.delivery());
        done(item.sequence());
    }

    private void park(Parked chat) {
        parked.put(chat.chat(), waiting(chat, chat.due()));
        List<Item> covered = pending.values().stream()
                .filter(item -> item.chat().equals(chat.chat()))
                .toList();
        covered.forEach(item -> {
            pending.remove(item.sequence());
            covered(item);
        });
    }

    private void done(long sequence) {
        if (unacked() == 0) {
            unackedSince = System.nanoTime();
        }
        open.remove(sequence);
    }

    private long unacked() {
        return handled.size() + (reached() - cursor);
    }

    /** The number up to which nothing is left to do. */
    private long reached() {
        return open.isEmpty() ? read : open.first() - 1;
    }

    /** How long the acks may still wait for others; empty if there are none. */
    Optional<Duration> untilAck() {
        if (unacked() == 0) {
            return Optional.empty();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - unackedSince);
        Duration left = LONGEST_UNACKED.minus(waited);
        return Optional.of(handled.size() >= MOST_UNACKED || left.isNegative() ? Duration.ZERO : left);
    }

    /** Stores what was handled. */
    void ack() throws StoreException {
        long reached = reached();
        if (unacked() > 0) {
            deliveries.ack(handled, reached, clock.instant());
            handled.clear();
            cursor = reached;
        }
    }

    /** How long it takes until something that waits is due; empty if nothing waits. */
    Optional<Duration> untilDue() {
        long now = System.nanoTime();
        return Stream.of(parked.values(), replays, postponed)
                .flatMap(Collection::stream)
                .map(Waiting::dueNanos)
                .filter(due -> due > now)
                .min(Long::compare)
                .map(due -> Duration.ofNanos(due - now));
    }

    /** By the clock that nobody sets, so that what waits does not wait longer when the other is set back. */
    private <T> Waiting<T> waiting(T what, Instant due) {
        Duration wait = Duration.between(clock.instant(), due);
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.isNegative() ? Duration.ZERO : wait;
        return new Waiting<>(what, System.nanoTime() + bounded.toNanos());
    }
}
