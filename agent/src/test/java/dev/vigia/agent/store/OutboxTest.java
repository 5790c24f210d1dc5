package dev.vigia.agent.store;

import static dev.vigia.agent.store.TestStore.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Event;
import dev.vigia.api.Muted;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));
    private @Nullable Store opened;
    private int asked;

    @BeforeEach
    void open() throws StoreException {
        file = TestStore.in(directory);
        opened = file.open();
    }

    @AfterEach
    void close() throws StoreException {
        store().close();
    }

    private Store store() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private Outbox outbox() {
        return store().outbox();
    }

    private String ask(String instance, String kind, String chat, @Nullable Long event) throws StoreException {
        String id = "a" + ++asked;
        ActionRequest request = new ActionRequest(
                id, "once " + id, chat, "55" + chat, kind, "text of " + id, 1, 2, false, NOON.plusSeconds(3600));
        Effects effects = new Effects(List.of(), List.of(), List.of(request), List.of(), List.of());
        Deliveries deliveries = store().deliveries(instance, "sales");
        if (event == null) {
            deliveries.ran("job", effects, NOON);
        } else {
            deliveries.settle(new Delivery(event, chat, Delivery.Origin.LOG, "", 1), "handled", effects, NOON);
        }
        return id;
    }

    private String send(String instance, String kind, String chat, Instant at) throws StoreException {
        String id = ask(instance, kind, chat, null);
        outbox().claim(id, at);
        outbox().done("sales", id, "Z", "M", at);
        return id;
    }

    private List<String> waiting() throws StoreException {
        return outbox().queue("sales").stream().map(QueuedAction::id).toList();
    }

    private List<Event> events() throws StoreException {
        return TestStore.events(store().events().after("sales", 0, 1000));
    }

    @Test
    void aClaim_isTakenOnce_andSurvivesARestart() throws Exception {
        String first = ask("night", "send-text", "ana", null);
        String second = ask("night", "pin", "bia", null);
        assertThat(waiting()).containsExactly(first, second);

        Optional<ClaimedAction> claimed = outbox().claim(first, NOON);

        assertThat(claimed)
                .contains(new ClaimedAction(
                        first, "sales", "night", "ana", "55ana", "send-text", "text of a1", 1, 2, false, 1));
        assertThat(outbox().claim(first, NOON)).isEmpty();
        assertThat(waiting()).containsExactly(second);
        store().close();
        opened = file.open();
        assertThat(outbox().unrecorded()).containsExactly(claimed.get());
        assertThat(outbox().sent("sales", NOON.minusSeconds(1), NOON)).containsExactly(new SentAction("ana", NOON));
    }

    @Test
    void whatIsPutBack_keepsItsPlace() throws Exception {
        String first = ask("night", "send-text", "ana", null);
        String second = ask("night", "send-text", "ana", null);
        outbox().claim(first, NOON);
        outbox().notSent(first, NOON.plusSeconds(5));

        assertThat(waiting()).containsExactly(first, second);
        assertThat(outbox().queue("sales").get(0).due()).isEqualTo(NOON.plusSeconds(5));
        assertThat(outbox().sent("sales", NOON.minusSeconds(1), NOON)).isEmpty();

        outbox().claim(first, NOON);
        outbox().sendAgain(first, NOON, "who knows");
        assertThat(outbox().queue("sales").get(0).doubt()).isEqualTo("who knows");
        assertThat(outbox().sent("sales", NOON.minusSeconds(1), NOON)).hasSize(1);
        assertThat(outbox().claim(first, NOON))
                .get()
                .extracting(ClaimedAction::attempts)
                .isEqualTo(3);
    }

    @Test
    void whatBecameOfIt_isToldOnce_underTheAccountsNextNumber() throws Exception {
        AccountState state = store().accounts().commit(store().accounts().load("sales"), TestStore.events(3));
        List<String> woken = new ArrayList<>();
        store().events().onCommit(woken::add);
        String done = ask("night", "send-text", "ana", null);
        String failed = ask("night", "send-text", "ana", null);
        String doubtful = ask("night", "send-text", "bia", null);
        for (int i = 0; i < 2; i++) {
            outbox().claim(done, NOON);
            outbox().done("sales", done, "Z1", "M1", NOON.plusNanos(123_456_789));
            outbox().failed("sales", failed, "too late", NOON);
            outbox().claim(doubtful, NOON);
            outbox().inDoubt("sales", doubtful, "cut", NOON);
            outbox().failed("sales", doubtful, "another word", NOON);
        }

        assertThat(events()).extracting(event -> event.meta().sequence()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(events().subList(3, 6))
                .extracting(event -> event.type())
                .containsExactly("action.done", "action.failed", "action.in-doubt");
        assertThat(woken).isNotEmpty().containsOnly("sales");
        assertThat(file.rows("SELECT seq, chat FROM event WHERE seq > 2"))
                .containsExactly("3|null", "4|ana", "5|ana", "6|bia");
        assertThat(file.rows("SELECT id, state, zaap_id, message_id, failure FROM action ORDER BY place"))
                .containsExactly(
                        done + "|done|Z1|M1|null",
                        failed + "|failed|null|null|too late",
                        doubtful + "|in-doubt|null|null|cut");
        // The look that was under way meanwhile can be stored all the same.
        assertThat(store().accounts().commit(state, TestStore.events(1)).revision())
                .isEqualTo(2);
        assertThat(events()).extracting(event -> event.meta().sequence()).endsWith(6L, 7L);
    }

    @Test
    void neverSendsWhatWasNotAskedFor_thoughTheDiskReturnsIt() throws Exception {
        for (String column : List.of("text", "target", "kind")) {
            String id = ask("night", "send-text", "ana", null);
            file.execute("UPDATE action SET " + column + " = 'another' WHERE id = '" + id + "'");

            assertThat(outbox().claim(id, NOON)).isEmpty();
            assertThat(file.rows("SELECT state, failure FROM action WHERE id = '" + id + "'"))
                    .singleElement()
                    .asString()
                    .startsWith("failed|unreadable: its checksum does not match");
        }
        assertThat(events())
                .filteredOn(event -> event.type().equals("action.failed"))
                .hasSize(3);
    }

    @Test
    void sendsWhatAnOlderVersionStored() throws Exception {
        String id = ask("night", "send-text", "ana", null);
        file.execute("UPDATE action SET checksum = NULL");

        assertThat(outbox().claim(id, NOON)).isPresent();
    }

    @Test
    void theFateAndItsEvent_areStoredTogetherOrNotAtAll() throws Exception {
        String id = ask("night", "send-text", "ana", null);
        outbox().claim(id, NOON);
        file.execute("CREATE TRIGGER refusal BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'refused'); END");

        assertThatThrownBy(() -> outbox().done("sales", id, null, null, NOON)).isInstanceOf(StoreException.class);

        assertThat(outbox().unrecorded()).hasSize(1);
        assertThat(events()).isEmpty();
    }

    @Test
    void newActions_wakeTheSender_andNothingElseDoes() throws Exception {
        List<String> woken = new ArrayList<>();
        outbox().onCommit(woken::add);
        store().accounts().commit(store().accounts().load("sales"), TestStore.events(1));
        assertThat(woken).isEmpty();
        ask("night", "pin", "ana", null);
        assertThat(woken).containsExactly("sales");
    }

    @Test
    void aPhoneThatIsAway_isKnown_andOneNobodyAskedForIsNot() throws Exception {
        assertThat(outbox().isDisconnected("sales")).isFalse();
        AccountState state = store().accounts().commit(store().accounts().load("sales"), TestStore.events(1));
        assertThat(outbox().isDisconnected("sales")).isFalse();
        LookCommit away = new LookCommit(
                NOON, true, state.health().withConnected(false), List.of(), List.of(AccountConnected::new));
        store().accounts().commit(state, away);
        assertThat(outbox().isDisconnected("sales")).isTrue();
    }

    @Test
    void pruning_keepsWhatWaits_whatCounts_andWhatItsEventCouldCauseAgain() throws Exception {
        store().accounts().commit(store().accounts().load("sales"), TestStore.events(1));
        String ofEvent = ask("night", "pin", "ana", 1L);
        String ofJob = ask("night", "pin", "ana", null);
        String waits = ask("night", "pin", "ana", null);
        String late = ask("night", "pin", "ana", null);
        for (String id : List.of(ofEvent, ofJob)) {
            outbox().claim(id, NOON);
            outbox().failed("sales", id, "x", NOON);
        }
        Instant later = NOON.plus(Duration.ofDays(8));
        outbox().claim(late, later.minusSeconds(3000));
        outbox().done("sales", late, null, null, later);

        assertThat(outbox().prune(NOON, later)).isZero();
        assertThat(outbox().prune(later, later)).isEqualTo(1);
        assertThat(file.rows("SELECT id FROM action ORDER BY place")).containsExactly(ofEvent, waits, late);
        file.execute("DELETE FROM event");
        assertThat(outbox().prune(later, later)).isEqualTo(1);
        assertThat(file.rows("SELECT id FROM action ORDER BY place")).containsExactly(waits, late);
    }

    @Test
    void aNumber_standsForTheChatThatIsKnownByIt() throws Exception {
        file.execute(
                "INSERT INTO chat_alias (account, name, chat, since) VALUES ('sales', '55119', '1@lid', 0),"
                        + " ('sales', '55118', '2@lid', 0), ('sales', '55118', '3@lid', 0), ('other', '55117', '4@lid', 0)",
                "INSERT INTO chat (account, id, kind) VALUES ('sales', '55116', 'person')",
                "INSERT INTO chat_alias (account, name, chat, since) VALUES ('sales', '55116', '5@lid', 0)");
        for (String chat : List.of("55119", "1@lid", "55118", "55117", "55116")) {
            ask("night", "send-text", chat, null);
        }

        assertThat(file.rows("SELECT chat FROM action ORDER BY place"))
                .containsExactly("1@lid", "1@lid", "55118", "55117", "55116");
    }

    private static ChatState chat(String id) {
        return new RandomChats(7).any(id);
    }

    private static Fact activity(String id) {
        return meta -> new ChatActivity(meta, chat(id).asChat(), chat(id).asChat());
    }

    private static Fact read(String id) {
        return meta -> new ChatRead(meta, chat(id).asChat(), chat(id).asChat());
    }

    /** The causes of the events of a look, "-" where there is none. */
    private List<String> causes(Instant at, Fact... facts) throws StoreException {
        int before = events().size();
        store().accounts()
                .commit(
                        store().accounts().load("sales"),
                        new LookCommit(at, true, TestStore.HEALTHY, List.of(), List.of(facts)));
        List<Event> events = events();
        return events.subList(before, events.size()).stream()
                .map(event -> event.meta().causedBy().orElse("-"))
                .toList();
    }

    @Test
    void anEventHasTheOldestActionOfItsKindAsCause_once() throws Exception {
        String second = send("second", "send-text", "ana", NOON.minusSeconds(10));
        String first = send("first", "send-text", "ana", NOON.minusSeconds(20));
        send("other", "mark-read", "bia", NOON);

        assertThat(causes(NOON, activity("bia"), activity("ana"), read("ana"), AccountConnected::new))
                .containsExactly("-", "first", "-", "-");
        long number = file.rows("SELECT effect_seq FROM action WHERE id = '" + first + "'").stream()
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(number).isEqualTo(5);
        assertThat(causes(NOON, activity("ana"), activity("ana"), read("bia"))).containsExactly("second", "-", "other");
        assertThat(file.rows("SELECT effect_seq FROM action WHERE id = '" + second + "'"))
                .containsExactly("8");
    }

    @Test
    void onlyWhatMayHaveBeenSentLately_isACause() throws Exception {
        send("old", "send-text", "ana", NOON.minus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(causes(NOON, activity("ana"))).containsExactly("-");

        String failed = ask("failed", "send-text", "ana", null);
        outbox().claim(failed, NOON);
        outbox().failed("sales", failed, "no", NOON);
        ask("waits", "send-text", "ana", null);
        assertThat(causes(NOON, activity("ana"))).containsExactly("-");

        String doubtful = ask("doubtful", "send-text", "ana", null);
        outbox().claim(doubtful, NOON.plusSeconds(1));
        assertThat(causes(NOON, activity("ana"))).containsExactly("doubtful");
        outbox().inDoubt("sales", doubtful, "cut", NOON);
        assertThat(causes(NOON, activity("ana"))).containsExactly("-");
    }

    @Test
    void otherAccountsAndKinds_areNoCause() throws Exception {
        send("night", "mute", "ana", NOON);
        assertThat(causes(NOON, activity("ana"), read("ana"))).containsExactly("-", "-");
        store().accounts()
                .commit(
                        store().accounts().load("other"),
                        new LookCommit(
                                NOON,
                                true,
                                TestStore.HEALTHY,
                                List.of(),
                                List.of(meta -> new Muted(
                                        meta, chat("ana").asChat(), chat("ana").asChat()))));
        assertThat(TestStore.events(store().events().after("other", 0, 10)))
                .singleElement()
                .satisfies(event -> assertThat(event.meta().causedBy()).isEmpty());
    }
}
