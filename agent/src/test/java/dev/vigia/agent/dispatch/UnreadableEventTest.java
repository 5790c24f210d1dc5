package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.store.DeadLetters;
import dev.vigia.agent.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event whose row the disk did not return as it was stored keeps nobody from the others. */
class UnreadableEventTest {
    private static final String DAMAGE = "UPDATE event SET json = replace(json, '\"Ana\"', '\"Bna\"') WHERE seq = 3";

    @TempDir
    private Path directory;

    private Workbench bench;
    private final Seen seen = new Seen();

    @BeforeEach
    void storeSomeEvents() throws Exception {
        bench = new Workbench(directory);
        for (String instance : List.of("one", "two")) {
            bench.store().deliveries(instance, "sales").begin(true, Instant.now());
        }
        bench.commit(
                Instant.now(),
                List.of(
                        Workbench.fact("ana", 1),
                        Workbench.fact("bia", 2),
                        Workbench.fact("ana", 3),
                        Workbench.fact("bia", 4),
                        Workbench.fact("ana", 5)));
        execute(DAMAGE);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void isADeadLetterOfEachInstance_andTheOthersAreDelivered() throws Exception {
        bench.installHandler("sample", "seen.add(\"\" + number);");
        bench.start(seen.use("one", "sample"), seen.use("two", "sample"));

        awaitSeen("1", "1", "2", "2", "4", "4", "5", "5");
        awaitDeadLetters("one 3 0", "two 3 0");
        assertThat(bench.rows("SELECT failure FROM dead_letter"))
                .allMatch(failure -> failure.startsWith("unreadable: its checksum does not match"));
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("5", "5"));
    }

    @Test
    void keepsNoParkedChatFromItsLaterEvents() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(number + \".\" + context.attempt());"
                        + " if (number == 1 && context.attempt() == 1) throw new IllegalStateException(\"not yet\");");
        bench.start(seen.use("one", "sample"));

        awaitSeen("1.1", "1.2", "2.1", "4.1", "5.1");
        awaitDeadLetters("one 3 0");
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT chat FROM parked")).isEmpty());
    }

    @Test
    void isADeadLetterAgain_ifItIsRetried_andDeliveredOnceItCanBeRead() throws Exception {
        bench.installHandler("sample", "seen.add(\"\" + number);");
        bench.start(seen.use("one", "sample"));
        awaitDeadLetters("one 3 0");

        retry();
        awaitDeadLetters("one 3 0");
        assertThat(seen.lines()).doesNotContain("3");

        execute("UPDATE event SET json = replace(json, '\"Bna\"', '\"Ana\"') WHERE seq = 3");
        retry();
        awaitSeen("1", "2", "3", "4", "5");
    }

    private void retry() throws Exception {
        try (Store beside = bench.openBeside()) {
            DeadLetters.Selection all = new DeadLetters.Selection(null, null, null);
            assertThat(beside.deadLetters().list(all)).hasSize(1);
            assertThat(beside.deadLetters().retry(all, Instant.now()).taken()).isEqualTo(1);
        }
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT seq FROM replay")).isEmpty());
    }

    private void awaitDeadLetters(String... letters) {
        await().untilAsserted(() -> assertThat(
                        bench.rows("SELECT instance, seq, attempts FROM dead_letter ORDER BY instance"))
                .containsExactly(letters));
    }

    private void awaitSeen(String... numbers) {
        await().untilAsserted(() -> {
            List<String> sorted = new ArrayList<>(seen.lines());
            sorted.sort(null);
            assertThat(sorted).containsExactly(numbers);
        });
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = bench.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
