package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadCommandTest {
    @TempDir
    Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void fill() throws Exception {
        desk = new Desk(directory);
        desk.fill();
        desk.execute(
                "INSERT INTO plugin_cursor (instance, account, seq) VALUES ('answer', 'sales', 3), ('log', 'help', 1)",
                "INSERT INTO dead_letter (instance, account, seq, at, attempts, failure) VALUES"
                        + " ('answer', 'sales', 1, 1700000000000, 8, 'IllegalStateException: no' || char(10) || 'way'),"
                        + " ('answer', 'sales', 2, 1700000001000, 8, 'no'), ('log', 'help', 1, 1700000002000, 1, 'full'),"
                        + " ('answer', 'sales', 99, 1700000003000, 8, 'gone')");
    }

    @Test
    void lists() throws Exception {
        assertThat(desk.run("dead", "list").well().lines())
                .hasSize(5)
                .anyMatch(
                        line -> line.matches(
                                "  answer +sales +1 +chat.new-unread +Ana Souza \\(5511990000001\\) +2023-.* +8 +IllegalStateException: no way"))
                .anyMatch(line -> line.matches("  answer +sales +99 +\\(no longer kept\\).*"));
        assertThat(desk.run("dead", "list", "--instance", "log").well().lines()).hasSize(2);
        assertThat(desk.run("dead", "list", "--json", "--event", "1", "--account", "sales")
                        .well()
                        .lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"instance\":\"answer\",\"account\":\"sales\",\"sequence\":1,\"at\":\"2023-11-14T22:13:20Z\","
                                + "\"attempts\":8,\"failure\":\"IllegalStateException: no\\u000away\",\"event\":{\"specversion\"");
    }

    @Test
    void retriesOne_withoutAnAgent() throws Exception {
        assertThat(desk.run("dead", "retry", "--instance", "answer", "--event", "2")
                        .well()
                        .out())
                .contains("1 dead letter chosen")
                .contains("no agent is running")
                .contains("vigia run");
        assertThat(desk.rows("SELECT instance, account, seq, attempts FROM replay"))
                .containsExactly("answer|sales|2|0");
        assertThat(desk.rows("SELECT count(*) FROM dead_letter")).containsExactly("3");
    }

    @Test
    void retriesAll_besideAnAgent() throws Exception {
        desk.execute(
                "INSERT INTO replay (instance, account, seq, attempts, due_at) VALUES ('answer', 'sales', 1, 5, 9)");
        try (Store agent = desk.agent()) {
            assertThat(desk.run("dead", "retry", "--all").well().out())
                    .contains("3 dead letters chosen; the running agent delivers again at once")
                    .contains("1 dead letter cannot be delivered again");
            assertThat(desk.rows("SELECT instance, seq, attempts FROM replay ORDER BY instance, seq"))
                    .containsExactly("answer|1|0", "answer|2|0", "log|1|0");
            desk.look(agent, "sales", Desk.BIA);
        }
        assertThat(desk.rows("SELECT seq FROM dead_letter")).containsExactly("99");
    }

    @Test
    void discards() throws Exception {
        assertThat(desk.run("dead", "discard", "--account", "sales").well().out())
                .contains("3 dead letters discarded");
        assertThat(desk.run("dead", "discard", "--all").well().out()).contains("1 dead letter discarded");
        assertThat(desk.run("dead", "discard", "--all").well().out()).contains("There are no dead letters");
        assertThat(desk.run("dead", "list").well().out()).contains("There are no dead letters");
        assertThat(desk.rows("SELECT count(*) FROM replay")).containsExactly("0");
    }

    @Test
    void refusesToGuess() throws Exception {
        desk.run("dead", "retry").failed(2, "Choose dead letters by --instance");
        desk.run("dead", "discard").failed(2, "Choose dead letters by --instance");
        desk.run("dead", "discard", "--all", "--event", "1").failed(2, "--all means all of them");
        desk.run("dead", "retry", "--instance", "anser")
                .failed(2, "no plugin instance 'anser'", "did you mean 'answer'");
        desk.run("dead", "list", "--account", "sale").failed(2, "'sale'");
        Desk.Said said = desk.run("dead", "retry", "--event", "77");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("No dead letter is chosen");
        assertThat(desk.rows("SELECT count(*) FROM dead_letter")).containsExactly("4");
    }
}
