package dev.vigia.agent.store;

import static dev.vigia.agent.store.TestStore.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import dev.vigia.api.AccountConnected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));
    private @Nullable Store opened;

    @BeforeEach
    void open() throws StoreException {
        file = TestStore.in(directory);
        opened = file.open();
    }

    @AfterEach
    void close() throws StoreException {
        store().close();
    }

    @Test
    void isEmpty_forAnAccountNeverLookedAt() throws StoreException {
        AccountState state = accounts().load("sales");

        assertThat(state.revision()).isZero();
        assertThat(state.baselined()).isFalse();
        assertThat(state.health()).isEqualTo(Health.UNKNOWN);
        assertThat(state.snapshot().size()).isZero();
        assertThat(accounts().names()).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("vigia.seeds", 20));
    }

    /** Two chats turn out to be one: what plugins remember of the younger is remembered of the older. */
    @Test
    void whatPluginsRememberOfAChat_goesOverToTheOneThatItTurnsOutToBe() throws Exception {
        AccountState state = accounts().commit(accounts().load("sales"), TestStore.events(1));
        file.execute("INSERT INTO plugin_state VALUES ('p', 'sales', 'young', 'since', '2', NULL),"
                + " ('p', 'sales', 'young', 'told', '1', NULL), ('p', 'sales', 'old', 'since', '1', NULL),"
                + " ('p', 'other', 'young', 'since', '3', NULL), ('p', 'sales', 'next', 'told', '0', NULL)");
        file.execute("INSERT INTO once_slot VALUES ('p', 'sales', 'answer', 'young', 'young', 1, 9),"
                + " ('p', 'sales', 'both', 'young', 'young', 2, 9), ('p', 'sales', 'both', 'old', 'old', 1, 8),"
                + " ('p', 'sales', 'own', 'key of mine', 'young', 1, 9)");
        Map<String, String> joined = new LinkedHashMap<>();
        joined.put("next", "young");
        joined.put("young", "old");

        accounts()
                .commit(
                        state,
                        new LookCommit(
                                NOON,
                                true,
                                TestStore.HEALTHY,
                                List.of(),
                                List.of(),
                                List.of("next", "young"),
                                joined,
                                List.of()));

        assertThat(file.rows("SELECT account, chat, name, value FROM plugin_state ORDER BY 1, 2, 3"))
                .containsExactly("other|young|since|3", "sales|old|since|1", "sales|old|told|1");
        assertThat(file.rows("SELECT route, name, chat, ends_at FROM once_slot ORDER BY 1"))
                .containsExactly("answer|old|old|9", "both|old|old|8", "own|key of mine|old|9");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBack_whatWasInMemory(long seed) throws StoreException {
        RandomChats random = new RandomChats(seed);
        AccountState state = accounts().load("sales");
        for (int look = 0; look < 8; look++) {
            List<ChatState> chats = IntStream.range(0, random.upTo(12))
                    .mapToObj(n -> random.any("chat " + random.upTo(15)))
                    .toList();
            state = accounts().commit(state, TestStore.look(chats, List.of()));

            assertSame(state, accounts().load("sales"));
        }
        reopen();
        assertSame(state, accounts().load("sales"));
    }

    static List<Health> healths() {
        List<Health> all = new ArrayList<>();
        for (Boolean connected : new Boolean[] {null, true, false}) {
            all.add(new Health(connected, null));
            all.add(new Health(connected, new Health.Failing("unreachable", NOON.plusNanos(123_456_789))));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("healths")
    void readsBack_theHealth(Health health) throws StoreException {
        AccountState state =
                accounts().commit(accounts().load("sales"), new LookCommit(NOON, false, health, List.of(), List.of()));

        assertThat(state.health()).isEqualTo(health);
        assertSame(state, accounts().load("sales"));
    }

    @Test
    void staysBaselined_onceItIs() throws StoreException {
        AccountState fresh = accounts().load("sales");
        AccountState failing =
                accounts().commit(fresh, new LookCommit(NOON, false, TestStore.HEALTHY, List.of(), List.of()));
        assertThat(failing.baselined()).isFalse();
        assertSame(failing, accounts().load("sales"));

        AccountState baselined = accounts().commit(failing, TestStore.events(1));
        assertThat(baselined.baselined()).isTrue();

        AccountState later =
                accounts().commit(baselined, new LookCommit(NOON, false, TestStore.HEALTHY, List.of(), List.of()));
        assertThat(later.baselined()).isTrue();
        assertSame(later, accounts().load("sales"));
    }

    @Test
    void numbersEventsWithoutGaps_inTheOrderOfCommits() throws StoreException {
        AccountState state = accounts().load("sales");
        accounts().commit(accounts().load("other"), TestStore.events(5));
        for (int count : List.of(1, 3, 0, 200, 2)) {
            state = accounts().commit(state, TestStore.events(count));
        }

        assertThat(TestStore.sequences(store().events().after("sales", 0, 1000)))
                .isEqualTo(LongStream.rangeClosed(1, 206).boxed().toList());
        assertThat(TestStore.sequences(store().events().after("other", 0, 1000)))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(state.revision()).isEqualTo(5);
    }

    @Test
    void refusesAStaleState_andChangesNothing() throws Exception {
        AccountState first = accounts().commit(accounts().load("sales"), TestStore.events(1));
        AccountState second = accounts().commit(first, TestStore.events(1));
        List<String> before = file.contents();

        RandomChats random = new RandomChats(1);
        LookCommit look = TestStore.look(List.of(random.any("c")), List.of(AccountConnected::new));
        assertThatThrownBy(() -> accounts().commit(first, look))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("nothing was stored");
        AccountState neverLookedAt = new AccountState("sales", 0, false, Health.UNKNOWN, first.snapshot());
        assertThatThrownBy(() -> accounts().commit(neverLookedAt, look)).isInstanceOf(StoreException.class);

        assertThat(file.contents()).isEqualTo(before);
        assertThat(accounts().commit(second, look).revision()).isEqualTo(3);
    }

    /** The chats are written by then, and some of the events. */
    @ParameterizedTest
    @ValueSource(strings = {"new.seq = 2", "new.seq = 21", "new.seq = 200"})
    void storesNothing_whenOneEventCannotBeStored(String which) throws Exception {
        AccountState state = accounts().commit(accounts().load("sales"), TestStore.events(1));
        List<String> before = file.contents();
        file.execute("CREATE TRIGGER refusal BEFORE INSERT ON event WHEN " + which
                + " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");

        RandomChats random = new RandomChats(2);
        List<ChatState> chats =
                IntStream.range(0, 50).mapToObj(n -> random.any("chat " + n)).toList();
        LookCommit look = new LookCommit(
                NOON.plusSeconds(1),
                true,
                new Health(false, null),
                chats,
                Collections.nCopies(250, AccountConnected::new));
        assertThatThrownBy(() -> accounts().commit(state, look))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("refused by the test");

        assertThat(file.contents()).isEqualTo(before);
        assertSame(state, accounts().load("sales"));

        file.execute("DROP TRIGGER refusal");
        AccountState after = accounts().commit(state, look);
        assertSame(after, accounts().load("sales"));
        assertThat(store().events().after("sales", 1, 1000)).hasSize(250);
    }

    @Test
    void storesNothing_whenAChatCannotBeStored() throws Exception {
        AccountState state = accounts().commit(accounts().load("sales"), TestStore.events(1));
        List<String> before = file.contents();
        file.execute("CREATE TRIGGER refusal BEFORE INSERT ON chat WHEN new.id = 'c7'"
                + " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        RandomChats random = new RandomChats(3);
        List<ChatState> chats =
                IntStream.range(0, 9).mapToObj(n -> random.any("c" + n)).toList();

        assertThatThrownBy(() -> accounts().commit(state, TestStore.look(chats, List.of())))
                .isInstanceOf(StoreException.class);
        assertThat(file.contents()).isEqualTo(before);
    }

    @Test
    void storesNothing_whenAnEventCannotEvenBeMade() throws Exception {
        AccountState state = accounts().commit(accounts().load("sales"), TestStore.events(1));
        List<String> before = file.contents();
        List<Fact> facts = List.of(AccountConnected::new, meta -> {
            throw new IllegalStateException("a defect of the test's");
        });

        assertThatThrownBy(() -> accounts().commit(state, TestStore.look(List.of(new RandomChats(4).any("c")), facts)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("defect of the agent")
                .hasMessageContaining("a defect of the test's");
        assertThat(file.contents()).isEqualTo(before);
    }

    @Test
    void isVisibleToOthers_assoonAsItIsCommitted() throws Exception {
        AccountState state = accounts().load("sales");
        for (int n = 1; n <= 50; n++) {
            state = accounts().commit(state, TestStore.events(2));
            assertThat(file.rows("SELECT snapshot_rev, next_seq FROM account_state"))
                    .containsExactly(n + "|" + (2 * n + 1));
        }
    }

    /** The revision is written into every chat, so that a torn read shows. */
    @Test
    void loadsOneRevision_whileAnotherIsCommitted() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread writing = new Thread(() -> commitUntil(stop));
        writing.start();
        try (Store beside = file.openToRead()) {
            long last = 0;
            while (last < 200 && writing.isAlive()) {
                AccountState state = beside.accounts().load("sales");
                assertThat(state.snapshot().chats())
                        .allSatisfy(chat -> assertThat(chat.lastMessageAt()).isEqualTo(state.revision()));
                assertThat(state.revision()).isGreaterThanOrEqualTo(last);
                last = state.revision();
            }
            assertThat(last).isGreaterThanOrEqualTo(200);
        } finally {
            stop.set(true);
            writing.join();
        }
    }

    private void commitUntil(AtomicBoolean stop) {
        try {
            AccountState state = accounts().load("sales");
            while (!stop.get()) {
                long next = state.revision() + 1;
                List<ChatState> chats =
                        IntStream.range(0, 100).mapToObj(n -> at(next, "c" + n)).toList();
                state = accounts().commit(state, TestStore.look(chats, List.of()));
            }
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChatState at(long time, String id) {
        ChatState chat = new RandomChats(5).any(id);
        return new ChatState(
                id, null, null, chat.kind(), null, null, time, null, null, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = 'hologram'",
                "name = 'another'",
                "unread = unread + 8",
                "phone = '5599'",
                "lid = '9@lid'",
                "archived = 1 - archived",
                "note_content = 'no'"
            })
    void believesNothingOfADamagedChat_andLearnsItWithoutEvents(String damage) throws Exception {
        Look baseline = CommittingProgram.baseline(0);
        accounts()
                .commit(
                        accounts().load("sales"),
                        LookCommit.of(baseline.outcome(), true, TestStore.HEALTHY, List.of()));
        String broken = file.rows("SELECT id FROM chat WHERE note_id IS NOT NULL AND name IS NOT NULL AND archived = 0"
                        + " AND unread > 0 ORDER BY id")
                .get(0);
        file.execute("UPDATE chat SET " + damage + " WHERE id = '" + broken + "'");

        AccountState state = accounts().load("sales");
        assertThat(state.snapshot().chats())
                .filteredOn(chat -> chat.equals(ChatState.unknown(chat.id())))
                .extracting(ChatState::id)
                .containsExactly(broken);

        Look next = new Look(state.snapshot(), NOON);
        next.see(CommittingProgram.page(new RandomChats(0)));
        Look.Outcome outcome = next.outcome();
        assertThat(outcome.facts()).isEmpty();
        accounts().commit(state, LookCommit.of(outcome, true, TestStore.HEALTHY, List.of()));
        assertThat(accounts().load("sales").snapshot().chats())
                .containsExactlyInAnyOrderElementsOf(baseline.outcome().changed());
    }

    @Test
    void readsChats_thatAnOlderVersionStored() throws Exception {
        List<ChatState> chats = List.of(new RandomChats(6).any("c"));
        accounts().commit(accounts().load("sales"), TestStore.look(chats, List.of()));
        file.execute("UPDATE chat SET checksum = NULL");

        assertThat(accounts().load("sales").snapshot().chats()).containsExactlyElementsOf(chats);
    }

    private static void assertSame(AccountState expected, AccountState actual) {
        assertThat(actual.revision()).isEqualTo(expected.revision());
        assertThat(actual.baselined()).isEqualTo(expected.baselined());
        assertThat(actual.health()).isEqualTo(expected.health());
        assertThat(actual.snapshot().chats())
                .containsExactlyInAnyOrderElementsOf(expected.snapshot().chats());
        assertThat(actual.snapshot().newestMessage())
                .isEqualTo(expected.snapshot().newestMessage());
    }

    private void reopen() throws StoreException {
        store().close();
        opened = file.open();
    }

    private Store store() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private Accounts accounts() {
        return store().accounts();
    }
}
