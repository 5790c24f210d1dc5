package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutsideChangesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));
    private final OutsideChanges changes = new OutsideChanges();
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void create() throws Exception {
        file = TestStore.in(directory);
        file.open().close();
        changes.add(told::incrementAndGet);
    }

    @Test
    void tellsOfTheCommitsOfOthers_andOfNoneOfItsOwn() throws Exception {
        try (Connection own = file.stranger();
                Connection other = file.stranger()) {
            changes.look(own);
            assertThat(told).hasValue(1); // What was before is not known.
            changes.look(own);
            insert(own, "a");
            changes.look(own);
            assertThat(told).hasValue(1);

            insert(other, "b");
            changes.look(own);
            changes.look(own);
            assertThat(told).hasValue(2);

            insert(other, "c");
            insert(own, "d");
            changes.look(own);
            assertThat(told).hasValue(3);
        }
    }

    @Test
    void takesAnotherConnection_forAChange() throws Exception {
        try (Connection first = file.stranger();
                Connection second = file.stranger()) {
            changes.look(first);
            changes.look(second);
            assertThat(told).hasValue(2);
            changes.look(second);
            assertThat(told).hasValue(2);
        }
    }

    @Test
    void tellsAll_thoughOneFails_andNobodyWhoHasGone() throws Exception {
        Runnable gone = told::incrementAndGet;
        changes.add(() -> {
            throw new IllegalStateException("asked for");
        });
        changes.add(told::decrementAndGet);
        changes.add(gone);
        changes.remove(gone);
        try (Connection own = file.stranger()) {
            changes.look(own);
        }
        assertThat(told).hasValue(0);
    }

    @Test
    void looksOnlyNowAndThen_andNotForNobody() throws Exception {
        assertThat(changes.areDue()).isTrue();
        try (Connection own = file.stranger()) {
            changes.look(own);
        }
        assertThat(changes.areDue()).isFalse();
        assertThat(changes.nanosLeft()).isPositive();
        assertThat(new OutsideChanges().areDue()).isFalse();
    }

    @Test
    void areSeenByAnAgent_thatDoesNothing() throws Exception {
        try (Store agent = file.open()) {
            AtomicInteger alsoTold = new AtomicInteger();
            agent.events().onChangeFromOutside(told::incrementAndGet);
            agent.accounts().onChangeFromOutside(alsoTold::incrementAndGet);
            // The first look counts as a change; it may come before the second is there.
            await().atMost(SOON).until(() -> told.get() >= 1);
            told.set(0);
            alsoTold.set(0);
            try (Store beside = file.openToChange()) {
                assertThat(beside.deadLetters().discard(new DeadLetters.Selection(null, null, null)))
                        .isZero();
                beside.accounts().commit(beside.accounts().load("sales"), TestStore.events(1));
            }
            await().atMost(SOON).until(() -> told.get() >= 1 && alsoTold.get() >= 1);
            assertThat(agent.accounts().revision("sales")).isEqualTo(1);
        }
    }

    private static void insert(Connection connection, String account) throws Exception {
        new Sql("INSERT INTO account_state (account, next_seq, snapshot_rev) VALUES (?, 1, 0)", account)
                .execute(connection);
    }
}
