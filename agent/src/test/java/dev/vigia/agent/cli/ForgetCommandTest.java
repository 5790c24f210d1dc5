package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetCommandTest {
    private static final String PHONE = "5511987654321";
    private static final String LID = "987654@lid";
    private static final String NAME = "Zuleica Xavier";

    @TempDir
    Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void sit() throws Exception {
        desk = new Desk(directory);
    }

    /** Many chats that change often, as in life: what is changed leaves traces in the file, and pages split. */
    private void live() throws StoreException, SQLException {
        List<ChatState> chats = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            chats.add(Desk.chat(Long.toString(5511900000000L + n * 17L), n + "@lid", "Person " + n));
        }
        chats.add(Desk.chat(PHONE, LID, NAME));
        Random random = new Random(1);
        try (Store store = desk.agent()) {
            for (int look = 0; look < 6; look++) {
                Collections.shuffle(chats, random);
                desk.look(store, "sales", chats.toArray(ChatState[]::new));
            }
            desk.look(store, "help", Desk.chat(PHONE, LID, NAME), Desk.BIA);
        }
        String chat = "'" + PHONE + "'";
        desk.execute(
                // As an agent prunes.
                "DELETE FROM event WHERE seq <= 150",
                "INSERT INTO delivery (account, seq, instance, at, outcome)"
                        + " SELECT account, seq, 'answer', at, 'handled ' || chat FROM event",
                "INSERT INTO failed_attempt (account, seq, instance, at, attempt, failure)"
                        + " SELECT account, seq, 'answer', at, 1, '" + NAME + "' FROM event WHERE chat = " + chat,
                "INSERT INTO dead_letter (account, seq, instance, at, attempts, failure)"
                        + " SELECT account, seq, 'answer', at, 8, '" + NAME + "' FROM event WHERE chat = " + chat,
                "INSERT INTO replay (account, seq, instance, attempts, due_at)"
                        + " SELECT account, seq, 'answer', 0, at FROM event WHERE chat = " + chat,
                "INSERT INTO parked VALUES ('answer', 'sales', " + chat + ", 1, 1, 1)",
                "INSERT INTO postponed VALUES ('answer', 'sales', 'route', " + chat + ", 1, 1, 1, 0)",
                "INSERT INTO plugin_state VALUES ('answer', 'sales', " + chat + ", 'greeted', '" + NAME + "', NULL)",
                "INSERT INTO plugin_state VALUES ('answer', 'sales', '" + LID + "', 'greeted', 'as it was', NULL)",
                "INSERT INTO once_slot VALUES ('answer', 'sales', 'route', " + chat + ", " + chat + ", 1, 2)",
                action("1", PHONE, PHONE),
                action("2", "former", LID),
                action("3", "5511900000017", "5511900000017"));
    }

    private static String action(String id, String chat, String target) {
        return "INSERT INTO action (id, once_key, account, instance, event_seq, chat, target, kind, text, delay_seconds,"
                + " typing_seconds, resend, created_at, place, not_after, state, due_at, attempts) VALUES ('" + id
                + "', '"
                + id + "', 'sales', 'answer', 2, '" + chat + "', '" + target + "', 'send-text', 'Hi " + chat
                + "', 0, 0, 0, 1, 1, 1, 'ready', 1, 1)";
    }

    @Test
    void leavesNothing_inAnyFile() throws Exception {
        live();
        assertThat(desk.run("forget", NAME, "--account", "sales").code()).isEqualTo(2);
        assertThat(traces()).isNotEmpty();
        long others = Long.parseLong(desk.rows("SELECT count(*) FROM event WHERE chat <> '" + PHONE + "'")
                .get(0));

        assertThat(desk.run("forget", PHONE, "--yes").well().out())
                .contains("help: " + NAME, "sales: " + NAME)
                .contains("Erased: ", "chats 2", "actions 2", "slots taken 1")
                .contains("delete it there first")
                .contains("Not touched: files that plugins wrote, such as the journal")
                .doesNotContain("The agent is running", "may still stand");
        assertThat(traces()).isEmpty();
        assertThat(desk.rows("SELECT count(*) FROM event")).containsExactly(Long.toString(others));
        assertThat(desk.rows("SELECT id FROM action")).containsExactly("3");
        assertThat(desk.rows("SELECT snapshot_rev FROM account_state ORDER BY account"))
                .containsExactly("2", "7");
        desk.run("forget", PHONE, "--yes").failed(1, "No chat has '" + PHONE + "'");
        desk.agent().close();
    }

    @Test
    void leavesNothing_besideAnAgentThatIsIdle() throws Exception {
        live();
        try (Store agent = desk.agent()) {
            desk.look(agent, "sales", Desk.BIA);
            assertThat(desk.run("forget", PHONE, "--yes").well().out())
                    .contains("The agent is running: what a plugin does at this moment")
                    .doesNotContain("may still stand");
            assertThat(traces()).isEmpty();
            desk.look(agent, "sales", Desk.BIA);
        }
        assertThat(traces()).isEmpty();
    }

    @Test
    void saysThatTextIsLeft_ifSomebodyReads_andWritesTheFilesAnewLater() throws Exception {
        live();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + desk.database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("BEGIN");
            statement.executeQuery("SELECT * FROM chat").next();
            assertThat(desk.run("forget", PHONE, "--yes").well().out())
                    .contains("may still stand in unused parts")
                    .contains("vigia forget --rewrite");
        }
        desk.run("forget", "--rewrite").well();
        assertThat(traces()).isEmpty();
    }

    @Test
    void erasesAChatThatIsGone() throws Exception {
        live();
        desk.execute(
                "DELETE FROM chat WHERE id = '" + PHONE + "'", "DELETE FROM chat_alias WHERE chat = '" + PHONE + "'");
        desk.run("forget", LID, "--yes").well();
        assertThat(traces()).isEmpty();
    }

    @Test
    void sparesAnother_whoHasThePhoneNow() throws Exception {
        try (Store store = desk.agent()) {
            desk.look(store, "sales", Desk.ANA, Desk.BIA);
        }
        // Ana's phone was Bia's once.
        desk.execute("INSERT INTO chat_alias VALUES ('sales', '5511990000001', '5511990000002', 1)");
        desk.run("forget", "Bia", "--yes").well();
        assertThat(desk.rows("SELECT id FROM chat")).containsExactly("5511990000001");
        assertThat(desk.rows("SELECT chat FROM event")).containsExactly("5511990000001");
        assertThat(desk.rows("SELECT chat FROM chat_alias ORDER BY name"))
                .containsExactly("5511990000001", "5511990000001");
    }

    @Test
    void asksBefore() throws Exception {
        desk.fill();
        desk.run("forget", "ana", "--account", "sales").failed(2, "There is no terminal to ask at", "--yes");
        desk.run("forget").failed(2, "Say which CHAT");
        desk.run("forget", "ana", "--rewrite").failed(2, "not both");
        desk.run("forget", "ana", "--yes").failed(2, "could be any of 2 chats");
        assertThat(desk.rows("SELECT count(*) FROM chat")).containsExactly("3");
    }

    /** Where something of the person is found, in which file. */
    private List<String> traces() throws IOException {
        List<String> traces = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Read by another process: this one would lose its locks on the file if it closed it.
                String text = new String(
                        new ProcessBuilder("cat", file.toString())
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        ISO_8859_1);
                for (String secret : Arrays.asList(PHONE, LID, NAME)) {
                    if (text.contains(secret)) {
                        traces.add(secret + " in " + file.getFileName());
                    }
                }
            }
        }
        return traces;
    }
}
