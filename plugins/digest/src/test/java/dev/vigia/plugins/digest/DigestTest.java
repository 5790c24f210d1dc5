package dev.vigia.plugins.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.NewUnread;
import dev.vigia.testkit.Sent;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as the agent uses it, from the morning of Thursday, January 15th, 2026 on. */
class DigestTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final String ANA = "5511990000001";
    private static final String BIA = "5511990000002";
    private static final String TO = "to = \"5511990000011\"\n";

    @Test
    void digest_tellsWhatHappened() {
        try (TestAgent agent = start(TO)) {
            agent.baseline(TestChat.of(ANA).withName("Ana"), TestChat.of(BIA).withName("Bia"));
            agent.newUnread(ANA, 0, 4);
            agent.advance(Duration.ofHours(1));
            agent.newUnread(BIA, 0, 1);
            agent.newUnread(BIA, 1, 2);
            agent.advance(Duration.ofHours(6));
            agent.added(TestChat.of("5511990000003"));
            agent.newUnread("5511990000003", 0, 1);
            agent.read("5511990000003", 1, 0);
            agent.markedSpam("5511990000003");
            agent.advance(Duration.ofHours(1));

            assertThat(agent.sent()).hasSize(1);
            assertThat(agent.sent().get(0).target()).isEqualTo("5511990000011");
            assertThat(agent.sent().get(0).text()).isEqualTo("""
                    Resumo – sales
                    15/01 10:00 – 15/01 18:00

                    Mensagens novas: 7
                    Conversas novas: 1
                    Conversas lidas: 1
                    Marcadas como spam: 1
                    Não lidas agora: 2

                    Esperando há mais tempo:
                    1. Ana – 8 h
                    2. Bia – 7 h

                    Mensagens por hora:
                    ```··········█▄·····▂······
                    0     6     12    18```
                    """);
        }
    }

    @Test
    void digestOfAQuietDay_isShort() {
        try (TestAgent agent = start(TO + "language = en, days = thu")) {
            agent.baseline();
            agent.advance(Duration.ofDays(6));

            assertThat(agent.sent()).extracting(Sent::text).containsExactly("""
                    Digest – sales
                    15 Jan 10:00 – 15 Jan 18:00

                    New messages: 0
                    New chats: 0
                    Chats read: 0
                    Marked as spam: 0
                    Unread now: 0
                    """);
        }
    }

    @Test
    void nextDigest_beginsWhereTheLastOneEnded() {
        try (TestAgent agent = start(TO + "times = [\"12:00\", \"18:00\"], days = mon-fri")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 4);
            agent.advance(Duration.ofHours(9)); // Thursday, 19:00
            agent.newUnread(ANA, 4, 5);
            agent.advance(Duration.ofHours(18)); // Friday, 13:00
            agent.newUnread(ANA, 5, 7);
            agent.advance(Duration.ofDays(3)); // Monday, 13:00

            assertThat(agent.sent())
                    .extracting(sent ->
                            sent.text().lines().skip(1).limit(3).toList().toString())
                    .containsExactly(
                            "[15/01 10:00 – 15/01 12:00, , Mensagens novas: 4]",
                            "[15/01 12:00 – 15/01 18:00, , Mensagens novas: 0]",
                            "[15/01 18:00 – 16/01 12:00, , Mensagens novas: 1]",
                            "[16/01 12:00 – 16/01 18:00, , Mensagens novas: 2]",
                            "[16/01 18:00 – 19/01 12:00, , Mensagens novas: 0]");
        }
    }

    @Test
    void digestMissedForLessThanAnHour_isMadeOnce() {
        try (TestAgent agent = start(TO)) {
            agent.state().put("done", "2026-01-14T12:00:00Z");
            agent.state().put("from", "2026-01-13T21:00:00Z");
            agent.state().put("day 2026-01-14", Tally.messages(5, 9).toString());
            agent.advance(Duration.ofHours(8).plusMinutes(40));
            agent.baseline();
            agent.advance(Duration.ofMinutes(30));

            assertThat(agent.sent()).hasSize(1);
            assertThat(agent.sent().get(0).text()).contains("13/01 18:00 – 15/01 18:40\n", "Mensagens novas: 5\n", "█");
        }
    }

    @Test
    void digestMissedForLonger_isLeftOut_andTheNextOneCoversItsTime() {
        try (TestAgent agent = start(TO)) {
            agent.state().put("done", "2026-01-14T12:00:00Z");
            agent.state().put("from", "2026-01-13T21:00:00Z");
            agent.state().put("day 2026-01-14", Tally.messages(5, 9).toString());
            agent.baseline();
            agent.advance(Duration.ofMinutes(5));
            assertThat(agent.sent()).isEmpty();
            assertThat(agent.log())
                    .containsExactly(
                            "WARN The digest of sales that was due 16 h ago is left out; the next one covers its"
                                    + " time too");

            agent.advance(Duration.ofHours(8));
            assertThat(agent.sent().get(0).text()).contains("13/01 18:00 – 15/01 18:00\n", "Mensagens novas: 5\n");
        }
    }

    @Test
    void accounts_haveDigestsOfTheirOwn() {
        TestUse use = TestUse.usual()
                .settings(TO)
                .accounts("sales", "support")
                .at(LocalDateTime.parse("2026-01-15T10:00"), SAO_PAULO);
        try (TestAgent agent = TestAgent.start(new Digest(), use)) {
            agent.baseline();
            agent.account("support").baseline();
            agent.account("support").newUnread(ANA, 0, 3);
            agent.advance(Duration.ofHours(9));

            assertThat(agent.sent()).extracting(Sent::account).containsExactly("sales", "support");
            assertThat(agent.sent())
                    .extracting(sent -> sent.text().lines().skip(3).findFirst().orElseThrow())
                    .containsExactly("Mensagens novas: 0", "Mensagens novas: 3");
        }
    }

    @Test
    void groups_countIfAsked() {
        assertThat(messagesOfAGroup("")).contains("Mensagens novas: 0\n", "Não lidas agora: 0\n");
        assertThat(messagesOfAGroup("groups = true")).contains("Mensagens novas: 2\n", "Não lidas agora: 1\n");
    }

    @Test
    void onlyTheLongestWaiting_areNamed() {
        try (TestAgent agent = start(TO + "longest = 1")) {
            agent.baseline(
                    TestChat.of(ANA).withUnread(1),
                    TestChat.of(BIA)
                            .withName("Bia")
                            .withUnread(1)
                            .withLastMessageAt(agent.now().minus(Duration.ofDays(2))));
            agent.advance(Duration.ofHours(9));

            assertThat(agent.sent().get(0).text())
                    .contains("Não lidas agora: 2\n", "1. Bia – 2 d 8 h\n")
                    .doesNotContain(ANA);
        }
    }

    @Test
    void digestThatWasNotStored_isSentOnce() {
        try (TestAgent agent = start(TO)) {
            agent.baseline();
            agent.advance(Duration.ofHours(7).plusMinutes(59));
            agent.failNextCommit();
            agent.advance(Duration.ofHours(1));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void replay_countsNothing() {
        try (TestAgent agent = start(TO)) {
            agent.baseline();
            NewUnread event = agent.newUnread(ANA, 0, 3);
            agent.replay(event);
            agent.advance(Duration.ofHours(9));

            assertThat(agent.sent().get(0).text()).contains("Mensagens novas: 3\n");
        }
    }

    @Test
    void lostEvents_areToldInTheLog() {
        try (TestAgent agent = start(TO)) {
            agent.baseline();
            agent.lose(2);

            assertThat(agent.log())
                    .containsExactly("WARN The next digest of sales counts too little: events were lost");
        }
    }

    @Test
    void file_getsEveryDigest_readableByItsOwnerAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("made/digest.txt");
        try (TestAgent agent = start("file = \"" + file + "\"")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofDays(2));

            assertThat(agent.sent()).isEmpty();
            assertThat(Files.readString(file, UTF_8))
                    .startsWith("Resumo – sales\n15/01 10:00 – 15/01 18:00\n\nMensagens novas: 3\n")
                    .contains("\n··········█·············\n", "\n\nResumo – sales\n15/01 18:00 – 16/01 18:00\n")
                    .doesNotContain("```");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void fileThatCannotBeWritten_keepsNoDigestFromItsReader(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("made/digest.txt");
        try (TestAgent agent = start(TO + "file = \"" + file + "\"")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 3);
            Files.delete(file.getParent());
            agent.advance(Duration.ofHours(9));

            assertThat(agent.sent()).hasSize(1);
            assertThat(agent.failures()).isEmpty();
            assertThat(agent.log())
                    .containsExactly(
                            "WARN The digest of sales could not be written to " + file
                                    + " and is only sent: java.nio.file.NoSuchFileException: " + file,
                            "INFO Digest of sales made, with 3 message(s), for 5511•••••0011");
        }
    }

    @Test
    void fileThatCannotBeWritten_isTriedAgain_ifNobodyElseReadsTheDigest(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("made/digest.txt");
        try (TestAgent agent = start("file = \"" + file + "\"")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 3);
            Files.delete(file.getParent());
            agent.advance(Duration.ofHours(8).plusSeconds(1));
            assertThat(agent.failures()).isNotEmpty();

            Files.createDirectory(file.getParent());
            agent.advance(Duration.ofMinutes(30));
            assertThat(Files.readString(file, UTF_8)).contains("Mensagens novas: 3\n");
        }
    }

    @Test
    void readersOwnChat_isLeftOut_alsoWithoutTheNinthDigit() {
        try (TestAgent agent = start("to = \"5531990000011\"")) {
            agent.baseline();
            agent.added(TestChat.of("553190000011"));
            agent.newUnread("553190000011", 0, 2);
            agent.advance(Duration.ofHours(9));

            assertThat(agent.sent().get(0).text())
                    .contains("Mensagens novas: 0\n", "Conversas novas: 0\n", "Não lidas agora: 0\n");
        }
    }

    @Test
    void replayOfARemoval_endsNoWait() {
        try (TestAgent agent = start(TO)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            ChatRemoved event = agent.removed(ANA);
            agent.added(TestChat.of(ANA));
            agent.newUnread(ANA, 0, 1);
            agent.replay(event);

            assertThat(agent.state(TestChat.of(ANA)).keys()).isNotEmpty();
        }
    }

    @Test
    void log_tellsWithoutNumbers() {
        try (TestAgent agent = start(TO)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 3);
            agent.advance(Duration.ofHours(9));

            assertThat(agent.log()).containsExactly("INFO Digest of sales made, with 3 message(s), for 5511•••••0011");
        }
    }

    @Test
    void badSettings_refuseTheStart() {
        assertRefused("", "neither to nor file is set; say where digests go, such as to = \"5511990000001\"");
        assertRefused("to = \"+55 11\"", "to is neither a phone's number nor the id of a group; write ");
        assertRefused(TO + "longest = 51", "longest is 51; name 0 to 50 chats");
        assertRefused(TO + "days = seg", "\"seg\" does not name days; there are mon, ");
        assertRefused(TO + "language = de", "must be one of pt, en");
    }

    @Test
    void directoryInPlaceOfAFile_refusesTheStart(@TempDir Path directory) {
        assertRefused("file = \"" + directory + "\"", directory + " is a directory; name a file in it");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(Digest.class);
    }

    private static String messagesOfAGroup(String settings) {
        try (TestAgent agent = start(TO + settings)) {
            agent.baseline();
            agent.newUnread("120363000000000001-group", 0, 2);
            agent.advance(Duration.ofHours(9));
            return agent.sent().get(0).text();
        }
    }

    private static void assertRefused(String settings, String message) {
        assertThatThrownBy(() -> start(settings)).hasMessageContaining(message);
    }

    private static TestAgent start(String settings) {
        return TestAgent.start(
                new Digest(),
                TestUse.usual().settings(settings).at(LocalDateTime.parse("2026-01-15T10:00"), SAO_PAULO));
    }
}
