package dev.vigia.agent.store;

import static dev.vigia.agent.store.TestStore.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.store.Delivery.Origin;
import dev.vigia.agent.store.Progress.Lost;
import dev.vigia.agent.store.Progress.Postponed;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.calls.Effects;
import dev.vigia.calls.Effects.Postponement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLogTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));
    private final List<Store> opened = new ArrayList<>();

    @BeforeEach
    void open() throws StoreException {
        file = TestStore.in(directory);
        opened.add(file.open());
    }

    @AfterEach
    void close() throws Exception {
        store().close();
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("vigia.seeds", 20));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesBackTheSameText_asWasCommitted(long seed) throws StoreException {
        RandomChats random = new RandomChats(seed);
        List<Event> committed = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            ChatState before = random.any("c" + n);
            facts.add(recorded(TestStore.newUnread(before, random.any("c" + n)), committed));
        }
        store().accounts().commit(store().accounts().load("sales, \"the\" 1st"), TestStore.look(List.of(), facts));

        List<Event> read = TestStore.events(events().after("sales, \"the\" 1st", 0, 1000));
        assertThat(read).hasSize(100);
        assertThat(read.stream().map(Event::toJson).toList())
                .isEqualTo(committed.stream().map(Event::toJson).toList());
        assertThat(read.stream().map(Event::meta).map(EventMeta::time).distinct())
                .containsExactly(NOON);
        Set<String> ids = new HashSet<>();
        read.forEach(event -> ids.add(event.meta().id()));
        assertThat(ids).hasSize(100);
    }

    private static Fact recorded(Fact fact, List<Event> made) {
        return meta -> {
            Event event = fact.toEvent(meta);
            made.add(event);
            return event;
        };
    }

    @Test
    void readsInOrder_asMuchAsWasAskedFor() throws StoreException {
        commit("sales", 150);

        assertThat(TestStore.sequences(events().after("sales", 0, 3))).containsExactly(1L, 2L, 3L);
        assertThat(TestStore.sequences(events().after("sales", 148, 64))).containsExactly(149L, 150L);
        assertThat(events().after("sales", 150, 64)).isEmpty();
        assertThat(events().after("other", 0, 64)).isEmpty();
    }

    @Test
    void saysOfTheEvent_thatItCannotBeRead_andReadsTheOthers() throws Exception {
        commit("sales", 3);
        String intact = events().after("sales", 1, 1).get(0).json();
        for (String text : List.of(
                "not json", "{}", "{\"type\":\"dev.vigia.chat.teleported\"}", intact.replace("sales", "Sales"))) {
            damage(2, text);
            assertUnreadable("its checksum does not match");
        }
        damage(2, intact);
        assertThat(unreadable()).isEmpty();
        file.execute("UPDATE event SET chat = '5511' WHERE seq = 2");
        assertUnreadable("its checksum does not match");
    }

    @Test
    void readsEvents_thatAnOlderVersionStored() throws Exception {
        commit("sales", 3);
        file.execute("UPDATE event SET checksum = NULL");
        assertThat(unreadable()).isEmpty();
        damage(2, "{\"type\":\"dev.vigia.chat.teleported\"}");
        assertUnreadable("an event of the unknown type dev.vigia.chat.teleported; was it written by a newer version");
    }

    @Test
    void isNotLedAstray_byARowWithANumberThatWasNeverTaken() throws Exception {
        commit("sales", 3);
        file.execute("UPDATE event SET seq = 2000 WHERE seq = 2");
        commit("sales", 1);

        assertThat(TestStore.sequences(events().after("sales", 0, 10))).containsExactly(1L, 3L, 4L);
    }

    private void damage(long sequence, String json) throws Exception {
        file.execute("UPDATE event SET json = '" + json + "' WHERE seq = " + sequence);
    }

    private void assertUnreadable(String why) throws StoreException {
        assertThat(unreadable()).containsOnlyKeys(2L);
        assertThat(unreadable().get(2L)).contains(why);
        assertThat(events().event("sales", 2).flatMap(KeptEvent::event)).isEmpty();
    }

    private Map<Long, String> unreadable() throws StoreException {
        Map<Long, String> unreadable = new HashMap<>();
        events().after("sales", 0, 10)
                .forEach(event -> event.unreadable().ifPresent(why -> unreadable.put(event.sequence(), why)));
        return unreadable;
    }

    @Test
    void beginsAtTheEnd_forANewInstance() throws StoreException {
        assertThat(cursor("early", "sales")).isZero();
        commit("sales", 7);

        assertThat(cursor("late", "sales")).isEqualTo(7);
        assertThat(cursor("early", "sales")).isZero();
        commit("sales", 3);
        assertThat(cursor("late", "sales")).isEqualTo(7);
        reopen();
        assertThat(cursor("late", "sales")).isEqualTo(7);
        assertThat(cursor("late", "other")).isZero();
    }

    @Test
    void acksNeverGoBack() throws StoreException {
        commit("sales", 9);
        long start = cursor("journal", "sales");
        commit("sales", 9);

        ack("journal", "sales", 15);
        ack("journal", "sales", 12);
        ack("other", "sales", 18);
        assertThat(start).isEqualTo(9);
        assertThat(cursor("journal", "sales")).isEqualTo(15);
        reopen();
        assertThat(cursor("journal", "sales")).isEqualTo(15);
    }

    @Test
    void prunes_whatIsOldAndHandledByAllAtWork() throws StoreException {
        for (String instance : List.of("fast", "slow")) {
            cursor(instance, "sales");
        }
        commitAt("sales", NOON.minusSeconds(60), 10);
        commitAt("sales", NOON, 10);
        commitAt("support", NOON.minusSeconds(60), 4);
        ack("fast", "sales", 20);
        ack("slow", "sales", 6);

        assertThat(prune(NOON)).isEqualTo(6 + 4);
        assertThat(TestStore.sequences(events().after("sales", 0, 100)))
                .isEqualTo(LongStream.rangeClosed(7, 20).boxed().toList());
        assertThat(events().after("support", 0, 100)).isEmpty();
        assertThat(prune(NOON)).isZero();
    }

    @Test
    void anAccountThatWasTakenFromAnInstance_isNotWaitedForEither() throws StoreException {
        cursor("one", "sales");
        cursor("one", "support");
        commitAt("sales", NOON.minusSeconds(60), 3);
        commitAt("support", NOON.minusSeconds(60), 3);
        Instant later = NOON.plus(Duration.ofDays(7)).plusMillis(1);

        int deleted = store().pruning().prune(NOON, List.of(store().deliveries("one", "sales")), later);

        assertThat(deleted).isEqualTo(3);
        assertThat(events().after("support", 0, 100)).isEmpty();
        assertThat(events().after("sales", 0, 100)).hasSize(3);
    }

    @Test
    void anInstanceThatWasAwayForAWeekIsNotWaitedFor_andIsToldWhatItLost() throws StoreException {
        cursor("away", "sales");
        cursor("here", "sales");
        commitAt("sales", NOON.minusSeconds(60), 10);
        Instant later = NOON.plus(Duration.ofDays(7)).plusMillis(1);
        store().deliveries("here", "sales").ack(Map.of(), 4, later);

        assertThat(store().pruning().prune(NOON, List.of(), later)).isEqualTo(4);

        Deliveries away = store().deliveries("away", "sales");
        assertThat(away.untoldLoss()).contains(new Lost(1, 4));
        assertThat(cursor("away", "sales")).isEqualTo(4);
        away.told(new Lost(1, 4), Effects.NONE, later);
        assertThat(away.untoldLoss()).isEmpty();
        assertThat(store().deliveries("here", "sales").untoldLoss()).isEmpty();
    }

    /** A chat that waits for an instance that nobody has any more would keep its events for ever. */
    @Test
    void whatAnInstanceThatIsAwayWaitsWith_isNotKeptEither_andIsToldAsLost() throws StoreException {
        commitAt("sales", NOON.minusSeconds(60), 5);
        Deliveries away = store().deliveries("away", "sales");
        away.begin(false, NOON);
        away.retry(new Delivery(2, "", Origin.LOG, "", 1), "not yet", 1, NOON, NOON);
        away.ack(Map.of(), 5, NOON);
        Instant later = NOON.plus(Duration.ofDays(7)).plusMillis(1);
        commitAt("sales", later, 1);

        assertThat(store().pruning().prune(NOON, List.of(), later)).isEqualTo(5);

        assertThat(away.untoldLoss()).contains(new Lost(2, 5));
        away.told(new Lost(2, 5), Effects.NONE, later);
        assertThat(store().pruning().prune(later.plusSeconds(1), List.of(), later.plus(Duration.ofDays(8))))
                .isEqualTo(1);
        assertThat(away.untoldLoss()).contains(new Lost(6, 6));
    }

    @Test
    void keeps_whatSomebodyHasToLookAtOrWaitsFor() throws StoreException {
        commitAt("sales", NOON.minusSeconds(60), 5);
        Deliveries journal = store().deliveries("journal", "sales");
        journal.begin(false, NOON);
        journal.bury(new Delivery(2, "", Origin.LOG, "", 8), "no", NOON);
        journal.retry(new Delivery(4, "", Origin.LOG, "", 1), "not yet", 1, NOON, NOON);

        assertThat(prune(NOON)).isEqualTo(2);
        assertThat(TestStore.sequences(events().after("sales", 0, 100))).containsExactly(2L, 4L, 5L);
    }

    /** Two routes may wait with the same event, each for its own time. */
    @Test
    void letsGoOfWhatOneRouteWaitedWith_andKeepsTheOther() throws StoreException {
        commit("sales", 1);
        Deliveries journal = store().deliveries("journal", "sales");
        journal.begin(false, NOON);
        Postponement soon = new Postponement("soon", "ana", 1, NOON.plusSeconds(1), false);
        Postponement late = new Postponement("late", "ana", 1, NOON.plusSeconds(9), true);
        journal.settle(
                new Delivery(1, "ana", Origin.LOG, "", 1),
                "waits",
                new Effects(List.of(), List.of(), List.of(), List.of(), List.of(soon, late)),
                NOON);

        journal.retry(new Delivery(1, "ana", Origin.POSTPONED, "soon", 1), "no", 1, NOON.plusSeconds(5), NOON);
        assertThat(journal.postponed(10))
                .containsExactly(
                        new Postponed("soon", "ana", 1, NOON.plusSeconds(5), false, 1),
                        new Postponed("late", "ana", 1, NOON.plusSeconds(9), true, 0));
        journal.settle(new Delivery(1, "ana", Origin.POSTPONED, "soon", 2), "handled", Effects.NONE, NOON);
        assertThat(journal.postponed(10))
                .containsExactly(new Postponed("late", "ana", 1, NOON.plusSeconds(9), true, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 5000})
    void prunesAllThereIs(int count) throws StoreException {
        commitAt("sales", NOON.minusSeconds(60), count);
        commitAt("sales", NOON, 2);

        assertThat(prune(NOON)).isEqualTo(count);
        assertThat(TestStore.sequences(events().after("sales", 0, 10))).containsExactly(count + 1L, count + 2L);
    }

    /** Numbers are never used twice, or a cursor would skip what is new. */
    @Test
    void goesOnCounting_whenAllIsPruned() throws StoreException {
        commit("sales", 5);
        prune(NOON.plusSeconds(1));
        commit("sales", 1);

        assertThat(TestStore.sequences(events().after("sales", 0, 10))).containsExactly(6L);
    }

    @Test
    void wakesThoseWhoSleep_afterTheCommitAndOnlyForEvents() throws StoreException {
        List<String> woken = new ArrayList<>();
        Consumer<String> sleeper = account -> woken.add(account + seen(account));
        events().onCommit(sleeper);
        commit("sales", 2);
        store().accounts().commit(store().accounts().load("support"), TestStore.events(0));
        commit("support", 1);
        events().forgetOnCommit(sleeper);
        commit("sales", 1);

        assertThat(woken).containsExactly("sales2", "support1");
    }

    private int seen(String account) {
        try {
            return events().after(account, 0, 100).size();
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private void commit(String account, int count) throws StoreException {
        commitAt(account, NOON, count);
    }

    private void commitAt(String account, Instant at, int count) throws StoreException {
        Accounts accounts = store().accounts();
        LookCommit events = TestStore.events(count);
        accounts.commit(
                accounts.load(account), new LookCommit(at, true, events.health(), events.chats(), events.facts()));
    }

    private void reopen() throws StoreException {
        store().close();
        opened.add(file.open());
    }

    private Store store() {
        return opened.get(opened.size() - 1);
    }

    private EventLog events() {
        return store().events();
    }

    private long cursor(String instance, String account) throws StoreException {
        Deliveries deliveries = store().deliveries(instance, account);
        deliveries.begin(false, NOON);
        return deliveries.progress().cursor();
    }

    private void ack(String instance, String account, long sequence) throws StoreException {
        store().deliveries(instance, account).ack(Map.of(), sequence, NOON);
    }

    private int prune(Instant olderThan) throws StoreException {
        return store().pruning().prune(olderThan, List.of(), NOON);
    }
}
