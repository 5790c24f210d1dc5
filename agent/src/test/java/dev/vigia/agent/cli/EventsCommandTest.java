package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    @TempDir
    Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(directory);
    }

    @Test
    void listsAll_byTheirTimes_withoutAnAgentAndBesideOne() throws Exception {
        desk.fill();
        assertThat(desk.run("events").well().lines())
                .hasSize(4)
                .allMatch(line -> line.contains("  chat.new-unread  "))
                .anyMatch(line -> line.matches(".* sales +2 .*Bia Lima  5511990000002.*"))
                .isSortedAccordingTo((a, b) -> a.substring(0, 19).compareTo(b.substring(0, 19)));

        try (Store agent = desk.agent()) {
            desk.look(agent, "sales", Desk.BIA);
            assertThat(desk.run("events").well().lines()).hasSize(5);
        }
    }

    @Test
    void printsThemAsTheJournalDoes() throws Exception {
        desk.fill();
        assertThat(desk.run("events", "--json").well().lines())
                .containsExactlyInAnyOrderElementsOf(desk.rows("SELECT json FROM event"));
    }

    @Test
    void listsNoOthers_thanThoseAskedFor() throws Exception {
        desk.fill();
        assertThat(desk.run("events", "--account", "help").well().lines()).hasSize(1);
        assertThat(desk.run("events", "--chat", "bia").well().lines()).hasSize(1);
        assertThat(desk.run("events", "--chat", "+55 (11) 99000-0001").well().lines())
                .hasSize(3);
        assertThat(desk.run("events", "--chat", "1@lid", "--account", "sales")
                        .well()
                        .lines())
                .hasSize(2);
        assertThat(desk.run("events", "--type", "chat.read").well().lines()).isEmpty();
        assertThat(desk.run("events", "--type", "dev.vigia.chat.new-unread")
                        .well()
                        .lines())
                .hasSize(4);
        assertThat(desk.run("events", "--since", "3h").well().lines()).hasSize(4);
        assertThat(desk.run("events", "--since", desk.first().plusSeconds(30).toString())
                        .well()
                        .lines())
                .hasSize(1);
        assertThat(desk.run("events", "--since", "1h").well().lines()).isEmpty();
    }

    @Test
    void listsTheNewest_ofAllAccountsTogether() throws Exception {
        desk.fill();
        assertThat(desk.run("events", "--last", "2").well().lines())
                .isEqualTo(desk.run("events").well().lines().subList(2, 4));
        assertThat(desk.run("events", "--last", "1", "--chat", "bia").well().lines())
                .singleElement()
                .asString()
                .contains("Bia Lima");
        assertThat(desk.run("events", "--last", "99").well().lines()).hasSize(4);
        desk.run("events", "--last", "few").failed(2, "'few' must be a whole number of 1 or more");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        desk.run("events").failed(1, "There is no database", "vigia run");
        desk.fill();
        desk.run("events", "--account", "sale").failed(2, "never looked at an account 'sale'", "help, sales");
        desk.run("events", "--type", "chat.red")
                .failed(2, "no event of the type 'chat.red'", "did you mean 'chat.read'");
        desk.run("events", "--since", "yesterday").failed(2, "'yesterday' is no time", "30m, 2h, 7d");
        desk.run("events", "--chat", "nobody").failed(1, "No chat has 'nobody'", "vigia chats");
        desk.run("events", "--chat", "a")
                .failed(2, "could be any of 3 chats", "sales: Bia Lima (2@lid, 5511990000002)");
        desk.run("events", "--chat", " ").failed(1, "No chat has");
    }

    @Test
    void cannotBeSteered_byAName() throws Exception {
        try (Store agent = desk.agent()) {
            desk.look(agent, "sales", Desk.chat("5511990000009", "9@lid", "An\u001b[2Ja\n\u202efake\u009b1m"));
        }
        assertThat(desk.run("events").well().lines()).singleElement().asString().contains("An[2Ja fake1m");
        for (String command : new String[] {"events --json", "why 9@lid --json", "chats --json"}) {
            assertThat(desk.run(command.split(" ")).well().out())
                    .contains("\\u202efake")
                    .doesNotContain("\u202e");
        }
        desk.run("events", "--chat", "fake\u001b[2J").failed(1, "No chat has 'fake[2J'");
    }

    /** Followed over the starts and stops of agents. */
    @Test
    void followsAnAgent_thatStartsLater() throws Exception {
        desk.fill();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(seen, true, UTF_8));
        Thread[] thread = new Thread[1];
        try {
            CompletableFuture<Integer> code = new CompletableFuture<>();
            thread[0] = new Thread(() -> code.complete(Vigia.execute(
                    "events",
                    "--follow",
                    "--last",
                    "3",
                    "-c",
                    directory.resolve("vigia.conf").toString())));
            thread[0].start();
            awaitLines(seen, 3);
            try (Store agent = desk.agent()) {
                desk.look(agent, "sales", Desk.BIA);
                awaitLines(seen, 4);
                desk.look(agent, "new", Desk.ANABEL);
                awaitLines(seen, 5);
            }
            try (Store agent = desk.agent()) {
                desk.look(agent, "sales", Desk.BIA);
                awaitLines(seen, 6);
            }
            thread[0].interrupt();
            assertThat(code.get()).isZero();
            assertThat(seen.toString(UTF_8).lines()).hasSize(6);
        } finally {
            System.setOut(out);
            thread[0].join();
        }
    }

    private static void awaitLines(ByteArrayOutputStream seen, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen.toString(UTF_8).lines()).hasSize(count));
    }

    @Test
    void endsQuietly_whenNobodyReadsAnyMore() throws Exception {
        desk.fill();
        PrintStream out = System.out;
        PrintStream closed = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        closed.close();
        System.setOut(closed);
        try {
            assertThat(Vigia.execute(
                            "events",
                            "--follow",
                            "-c",
                            directory.resolve("vigia.conf").toString()))
                    .isZero();
        } finally {
            System.setOut(out);
        }
    }
}
