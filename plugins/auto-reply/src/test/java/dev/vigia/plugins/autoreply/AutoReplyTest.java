package dev.vigia.plugins.autoreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.NewUnread;
import dev.vigia.testkit.Sent;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plugin as the agent uses it, from the evening of Friday, January 16th, 2026 on. */
class AutoReplyTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final String ANA = "5511990000001";
    private static final String BIA = "5511990000002";

    @Test
    void whoWritesWhenClosed_isToldWhenItOpens() {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            agent.know(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 1);

            assertThat(agent.sent())
                    .extracting(Sent::toString)
                    .containsExactly("send-text to 5511990000001: Olá! Estamos fechados agora."
                            + " Voltamos segunda-feira às 09:00.");
        }
    }

    @Test
    void answer_hasTheNameIfTheTextDoes() {
        try (TestAgent agent = start("text = \"Olá, {name}! Até {opens}.\"", "2026-01-16T20:00")) {
            agent.know(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 1);
            agent.newUnread(BIA, 0, 1);

            assertThat(agent.sent())
                    .extracting(Sent::text)
                    .containsExactly("Olá, Ana! Até segunda-feira às 09:00.", "Olá! Até segunda-feira às 09:00.");
        }
    }

    @Test
    void whoWritesWhenOpen_getsNoAnswer() {
        try (TestAgent agent = start("", "2026-01-16T10:00")) {
            agent.newUnread(ANA, 0, 1);

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void chat_isAnsweredOnceUntilTheOfficeOpens() {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofHours(40));
            agent.newUnread(ANA, 1, 2);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofHours(12)); // Monday, 00:00
            agent.newUnread(ANA, 2, 3);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofHours(20)); // Monday, 20:00
            agent.newUnread(ANA, 3, 4);
            assertThat(agent.sent()).hasSize(2).last().asString().endsWith("Voltamos amanhã às 09:00.");
        }
    }

    @Test
    void oncePer_setsAnotherWindow() {
        try (TestAgent agent = start("once-per = 4h", "2026-01-16T20:00")) {
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofHours(3));
            agent.newUnread(ANA, 1, 2);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofHours(1));
            agent.newUnread(ANA, 2, 3);
            assertThat(agent.sent()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERSON")
    void chatsOfOtherKinds_getNoAnswer(ChatKind kind) {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            agent.know(TestChat.of(ANA).withKind(kind));
            agent.newUnread(ANA, 0, 1);

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void spam_getsNoAnswer() {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            agent.know(TestChat.of(ANA).withSpam(true));
            agent.newUnread(ANA, 0, 1);

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void messageThatIsOld_getsNoAnswer() {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            Chat chat = TestChat.of(ANA);
            NewUnread seenBefore =
                    new NewUnread(agent.meta(), chat, TestChat.of(ANA).withUnread(1));
            agent.advance(Duration.ofMinutes(31));
            agent.deliver(seenBefore);
            assertThat(agent.sent()).isEmpty();
        }
    }

    /** As after a weekend with the agent switched off, or for the chats of a phone that was paired just now. */
    @Test
    void messageThatWasSeenLate_getsNoAnswer() {
        try (TestAgent agent = start("", "2026-01-18T10:00")) {
            TestChat ana = TestChat.of(ANA).withUnread(1);
            TestChat bia = TestChat.of(BIA).withUnread(1);
            agent.deliver(
                    new NewUnread(
                            agent.meta(),
                            TestChat.of(ANA),
                            ana.withLastMessageAt(agent.now().minus(Duration.ofMinutes(31)))),
                    new NewUnread(
                            agent.meta(),
                            TestChat.of(BIA),
                            bia.withLastMessageAt(agent.now().minus(Duration.ofMinutes(30)))));

            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BIA);
        }
    }

    /** Nobody is told that the office is closed when it is open again. */
    @Test
    void answer_isNotSentAfterOpening() {
        try (TestAgent agent = start("", "2026-01-19T08:50")) {
            agent.newUnread(ANA, 0, 1);

            assertThat(agent.sent().get(0).options().timeToSend()).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void answerThatWasNotStored_isSentOnce() {
        try (TestAgent agent = start("", "2026-01-16T20:00")) {
            agent.failNextCommit();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofSeconds(5));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void settings_sayWhenItIsOpenAndWhatIsAnswered() {
        String settings = """
                hours { mon-fri = "09:00-12:00, 13:00-18:00", sat = "09:00-12:00" }
                holidays = [2026-01-17, 12-25]
                zone = Europe/Berlin
                text = "{account}: back {opens}"
                locale = en-GB
                """;
        try (TestAgent agent = TestAgent.start(
                new AutoReply(),
                TestUse.usual()
                        .settings(settings)
                        .at(LocalDateTime.parse("2026-01-16T12:30"), ZoneId.of("Europe/Berlin")))) {
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofHours(6));
            agent.newUnread(ANA, 1, 2);

            assertThat(agent.sent())
                    .extracting(Sent::text)
                    .containsExactly("sales: back at 13:00", "sales: back Monday at 09:00");
        }
    }

    @Test
    void misspeltPlaceholder_refusesTheStart() {
        assertThatThrownBy(() -> TestAgent.start(new AutoReply(), "text = \"Olá {nome}\""))
                .hasMessageContaining(
                        "text has the placeholder {nome}, which is unknown; there are {account}, {name}, {opens}");
    }

    @Test
    void badHours_refuseTheStart() {
        assertThatThrownBy(() -> TestAgent.start(new AutoReply(), "hours { seg-sex = \"09:00-18:00\" }"))
                .hasMessageContaining("\"seg-sex\" does not name days; there are mon, tue, ");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(AutoReply.class);
    }

    private static TestAgent start(String settings, String time) {
        return TestAgent.start(
                new AutoReply(), TestUse.usual().settings(settings).at(LocalDateTime.parse(time), SAO_PAULO));
    }
}
