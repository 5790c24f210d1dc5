package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
    private final long inAnHour = System.currentTimeMillis() + 3_600_000;

    @TempDir
    Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void fill() throws Exception {
        desk = new Desk(directory);
        try (Store store = desk.agent()) {
            for (int n = 0; n < 6; n++) {
                desk.look(store, "sales", Desk.ANA);
            }
        }
    }

    private void cursor(String instance, int sequence) throws Exception {
        desk.execute("INSERT INTO plugin_cursor (instance, account, seq) VALUES ('" + instance + "', 'sales', "
                + sequence + ")");
    }

    private String why(int sequence) {
        return desk.run("why", "ana", "--event", Integer.toString(sequence))
                .well()
                .out();
    }

    @Test
    void tellsOfEachEvent_newestLast() throws Exception {
        cursor("answer", 6);
        assertThat(desk.run("why", "5511990000001").well().lines())
                .startsWith("sales: Ana Souza (1@lid, 5511990000001)")
                .filteredOn(line -> line.contains("chat.new-unread"))
                .hasSize(6)
                .isSorted();
    }

    @Test
    void tellsWhatTheRoutesDid_andWhatCameOfIt() throws Exception {
        cursor("answer", 6);
        cursor("log", 6);
        desk.execute(
                "INSERT INTO delivery (account, seq, instance, at, outcome) VALUES"
                        + " ('sales', 2, 'answer', 1700000000000, 'answer: handled, 2 actions; log: filtered by where 2')",
                "INSERT INTO action (id, once_key, account, instance, event_seq, chat, target, kind, text, delay_seconds,"
                        + " typing_seconds, resend, created_at, place, not_after, state, due_at, attempts, message_id, failure)"
                        + " VALUES ('a', 'a', 'sales', 'answer', 2, '5511990000001', '5511990000001', 'send-text', 'Hi', 0, 0, 0,"
                        + " 1, 1, 1, 'done', 1, 1, 'ABC', NULL), ('b', 'b', 'sales', 'answer', 2, '5511990000001',"
                        + " '5511990000001', 'mark-read', '', 0, 0, 0, 2, 2, 2, 'failed', 2, 1, NULL, 'refused: 400')");
        assertThat(why(2))
                .contains("answer: answer: handled, 2 actions; log: filtered by where 2 (2023-11-1")
                .contains("log: has no route for it")
                .contains("asked for by answer: send-text, done (message ABC)")
                .contains("asked for by answer: mark-read, failed: refused: 400");
        assertThat(desk.run("why", "ana", "--event", "2", "--json").well().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"account\":\"sales\",\"sequence\":2,\"instances\":[{\"instance\":\"answer\",\"state\":\"done\","
                                + "\"outcome\":\"answer: handled, 2 actions; log: filtered by where 2\",")
                .contains("{\"instance\":\"log\",\"state\":\"no-route\",\"outcome\":null,")
                .contains(
                        "\"actions\":[{\"instance\":\"answer\",\"kind\":\"send-text\",\"state\":\"done\",\"failure\":null,"
                                + "\"messageId\":\"ABC\"}");
    }

    @Test
    void tellsWhatFailed_whatWaitsBehindIt_andWhatWasGivenUp() throws Exception {
        cursor("answer", 6);
        desk.execute(
                "INSERT INTO failed_attempt (account, seq, instance, at, attempt, failure) VALUES"
                        + " ('sales', 3, 'answer', 1700000000000, 1, 'IOException: down'),"
                        + " ('sales', 3, 'answer', 1700000001000, 2, 'IOException: still' || char(27) || 'down')",
                "INSERT INTO parked (instance, account, chat, seq, attempts, due_at) VALUES"
                        + " ('answer', 'sales', '5511990000001', 3, 2, " + inAnHour + ")",
                "INSERT INTO dead_letter (instance, account, seq, at, attempts, failure) VALUES"
                        + " ('answer', 'sales', 1, 1700000000000, 8, 'no')",
                "INSERT INTO replay (instance, account, seq, attempts, due_at) VALUES ('answer', 'sales', 2, 0, 1)");
        assertThat(why(3))
                .contains("answer: attempt 1 failed on 2023-")
                .contains(": IOException: down\n")
                .contains(": IOException: stilldown\n")
                .contains("answer: waits, because 2 attempts failed so far; the next is due at ")
                .contains("(in 59 min ");
        assertThat(why(4)).contains("answer: waits behind event 3 of the chat, at which 2 attempts failed so far");
        assertThat(why(1))
                .contains("answer: given up after 8 attempts on 2023-")
                .contains("vigia dead retry --instance answer --account sales --event 1");
        assertThat(why(2)).contains("to be delivered once more, as you asked, when the agent runs");
        assertThat(desk.run("why", "ana", "--json").well().out())
                .contains("\"state\":\"dead\"", "\"state\":\"replay\"", "\"state\":\"held-back\"");

        desk.execute("UPDATE parked SET seq = 4, attempts = 0, due_at = 0");
        assertThat(why(5)).contains("answer: waits for its turn behind earlier events of the chat, which had failed");
    }

    @Test
    void tellsWhatIsYetToCome() throws Exception {
        cursor("answer", 4);
        desk.execute("INSERT INTO postponed (instance, account, route, chat, seq, due_at, attempts) VALUES"
                + " ('answer', 'sales', 'nudge', '5511990000001', 4, " + inAnHour + ", 0)");
        assertThat(why(4)).contains("answer: the route nudge waits until the chat is quiet, and gets it at ");
        assertThat(why(5))
                .contains("No agent is running")
                .contains(
                        "answer: not delivered yet: it is done with the events up to number 4, and the agent is not running");
        try (Store agent = desk.agent()) {
            assertThat(why(5)).contains("up to number 4, and comes to this one").doesNotContain("No agent");
            assertThat(agent.accounts().names()).containsExactly("sales");
        }
    }

    @Test
    void promisesNothing_ofAnInstanceThatIsGone() throws Exception {
        cursor("answer", 4);
        cursor("former", 4);
        desk.execute(
                "INSERT INTO parked (instance, account, chat, seq, attempts, due_at) VALUES"
                        + " ('former', 'sales', '5511990000001', 3, 1, " + inAnHour + ")",
                "INSERT INTO failed_attempt (account, seq, instance, at, attempt, failure) VALUES"
                        + " ('sales', 3, 'former', 1700000000000, 1, 'IOException: down')");
        assertThat(why(5)).contains("answer: ").doesNotContain("former");
        assertThat(why(3))
                .contains("former: attempt 1 failed on 2023-", "former: is not in the configuration any more")
                .doesNotContain("the next is due");
        assertThat(desk.run("why", "ana", "--event", "3", "--json").well().out())
                .contains("{\"instance\":\"former\",\"state\":\"gone\",");
    }

    @Test
    void tellsOfTheNewestEvents_orOfLaterOnes() throws Exception {
        assertThat(desk.run("why", "ana", "--last", "2").well().lines().stream()
                        .filter(line -> line.contains("chat.new-unread")))
                .hasSize(2)
                .allMatch(line -> line.matches(".* sales +[56] .*"));
        assertThat(desk
                        .run(
                                "why",
                                "ana",
                                "--since",
                                desk.first().plusSeconds(210).toString())
                        .well()
                        .lines()
                        .stream()
                        .filter(line -> line.contains("chat.new-unread")))
                .hasSize(2);
        desk.run("why", "ana", "--last", "0").failed(2, "'0' must be a whole number of 1 or more");
    }

    @Test
    void tellsOfAnAccount_thatIsNotSeen() throws Exception {
        assertThat(why(1)).contains("No plugin instance has ever been at work on this account");
        desk.execute("UPDATE account_state SET failing_reason = 'unauthorized', failing_since = 1700000000000");
        assertThat(why(1)).contains("The account cannot be watched since 2023-").contains(": unauthorized");
        desk.execute("UPDATE account_state SET connected = 0");
        assertThat(why(1)).contains("The phone of the account is not connected");
    }

    @Test
    void findsAChatThatIsGone_andOneThatWasTwo() throws Exception {
        desk.execute("DELETE FROM chat", "DELETE FROM chat_alias");
        for (String text : new String[] {"5511990000001", "1@lid", "+55 11 99000-0001"}) {
            assertThat(desk.run("why", text).well().lines()).startsWith("sales: Ana Souza (1@lid, 5511990000001)");
        }
        desk.run("why", "ana").failed(1, "One that is gone is found by its id, phone or lid");
        try (Store store = desk.agent()) {
            desk.look(store, "sales", Desk.ANA);
        }
        desk.execute("UPDATE event SET chat = '1@lid', checksum = NULL WHERE seq <= 2");
        assertThat(desk.run("why", "ana").well().out().lines().filter(line -> line.contains("chat.new-unread")))
                .hasSize(7);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        desk.run("why").failed(2, "Missing required parameter: 'CHAT'");
        desk.run("why", "ana", "--event", "77").failed(1, "no event 77 is kept");
        desk.run("why", "nobody").failed(1, "No chat has 'nobody'");
    }
}
