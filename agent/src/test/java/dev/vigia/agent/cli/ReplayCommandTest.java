package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String REPLAYS =
            "SELECT instance, account, seq, attempts FROM replay ORDER BY instance, account, seq";

    @TempDir
    Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void fill() throws Exception {
        desk = new Desk(directory);
        desk.fill();
        desk.execute("INSERT INTO plugin_cursor (instance, account, seq) VALUES ('answer', 'sales', 3),"
                + " ('answer', 'help', 0), ('log', 'sales', 2)");
    }

    @Test
    void takesWhatTheInstanceIsDoneWith_andNoMore() throws Exception {
        assertThat(desk.run("replay", "--instance", "answer", "--since", "1d")
                        .well()
                        .out())
                .contains("3 events to be delivered to answer once more")
                .contains("Kept of help: events from ")
                .contains("No agent is running, so it is done at the next start");
        assertThat(desk.rows(REPLAYS)).containsExactly("answer|sales|1|0", "answer|sales|2|0", "answer|sales|3|0");
    }

    @Test
    void takesNoOthers_thanThoseAskedFor() throws Exception {
        desk.run("replay", "--instance", "log", "--since", "1d", "--chat", "Bia")
                .well();
        assertThat(desk.rows(REPLAYS)).containsExactly("log|sales|2|0");
        desk.run(
                        "replay",
                        "--instance",
                        "answer",
                        "--since",
                        "1d",
                        "--until",
                        desk.first().plusSeconds(1).toString())
                .well();
        assertThat(desk.rows(REPLAYS)).containsExactly("answer|sales|1|0", "answer|sales|2|0", "log|sales|2|0");
        assertThat(desk.run("replay", "--instance", "answer", "--since", "1h")
                        .well()
                        .out())
                .contains("0 events")
                .doesNotContain("No agent");
    }

    @Test
    void leavesAlone_whatIsParked_andTakesDeadLettersOver() throws Exception {
        desk.execute(
                "INSERT INTO parked (instance, account, chat, seq, attempts, due_at) VALUES"
                        + " ('answer', 'sales', '5511990000001', 3, 1, 1)",
                "INSERT INTO dead_letter (instance, account, seq, at, attempts, failure) VALUES"
                        + " ('answer', 'sales', 1, 1, 8, 'no'), ('log', 'sales', 1, 1, 8, 'no')");
        desk.run("replay", "--instance", "answer", "--since", "1d").well();
        assertThat(desk.rows(REPLAYS)).containsExactly("answer|sales|1|0", "answer|sales|2|0");
        assertThat(desk.rows("SELECT instance FROM dead_letter")).containsExactly("log");
    }

    @Test
    void onlyCounts_ifAskedTo() throws Exception {
        assertThat(desk.run("replay", "--instance", "answer", "--since", "1d", "--dry-run")
                        .well()
                        .out())
                .contains("3 events would be delivered to answer once more")
                .contains("        3  chat.new-unread")
                .contains("Kept of sales: events from ");
        assertThat(desk.rows(REPLAYS)).isEmpty();
    }

    @Test
    void showsHowFarARunningAgentIs() throws Exception {
        try (Store agent = desk.agent()) {
            CompletableFuture<Desk.Said> said =
                    CompletableFuture.supplyAsync(() -> desk.run("replay", "--instance", "answer", "--since", "1d"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> desk.rows(REPLAYS).size() == 3);
            desk.execute("DELETE FROM replay");
            assertThat(said.get().well().out())
                    .contains("3 events to be delivered")
                    .contains("to interrupt this command ends no more than this display")
                    .endsWith("All are delivered\n");
            assertThat(agent.isBesideAgent()).isFalse();
        }
    }

    @Test
    void endsWithTheAgent() throws Exception {
        CompletableFuture<Desk.Said> said;
        try (Store agent = desk.agent()) {
            said = CompletableFuture.supplyAsync(() -> desk.run("replay", "--instance", "log", "--since", "1d"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> desk.rows(REPLAYS).size() == 2);
            assertThat(agent.accounts().names()).hasSize(2);
        }
        assertThat(said.get().well().out()).contains("The agent has stopped; 2 events left for its next start");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        desk.run("replay", "--since", "1d").failed(2, "Missing required option: '--instance=NAME'");
        desk.run("replay", "--instance", "answer").failed(2, "Missing required option: '--since=WHEN'");
        desk.run("replay", "--instance", "anwser", "--since", "1d").failed(2, "did you mean 'answer'");
        desk.run("replay", "--instance", "log", "--since", "1d", "--account", "help")
                .failed(2, "gets no events");
        desk.run("replay", "--instance", "log", "--since", "1h", "--until", "2h")
                .failed(2, "--until must be later");
        assertThat(desk.rows(REPLAYS)).isEmpty();
    }
}
