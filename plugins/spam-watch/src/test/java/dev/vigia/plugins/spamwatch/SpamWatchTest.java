package dev.vigia.plugins.spamwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatKind;
import dev.vigia.api.MarkedSpam;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.Sent;
import dev.vigia.testkit.TestAccount;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpamWatchTest {
    private static final String SUPERVISOR = "5511988887777";
    private static final String SETTINGS = "new-chats = 3, window = 1h, supervisor = \"" + SUPERVISOR + "\"";

    private static TestAgent start(String settings) {
        TestAgent agent = TestAgent.start(new SpamWatch(), settings);
        agent.baseline();
        return agent;
    }

    private static void add(TestAccount account, int first, int last) {
        for (int number = first; number <= last; number++) {
            account.added(TestChat.of("55119900000" + (10 + number)));
        }
    }

    @Test
    void chatMarkedAsSpam_isWarnedOf() {
        try (TestAgent agent = start(SETTINGS)) {
            agent.markedSpam("5511990000001");

            assertThat(agent.log())
                    .containsExactly(
                            "WARN Spam: sales had 1 chat marked as spam and 0 new chats in the last hour; the last,"
                                    + " marked as spam, is 5511•••••0001");
            assertThat(agent.sent())
                    .hasToString("[send-text to " + SUPERVISOR + ": Alerta de spam na conta sales:"
                            + " 1 conversa marcada como spam e 0 conversas novas na última hora.]");
        }
    }

    @Test
    void newChats_areWarnedOf_onlyAboveTheThreshold() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 3);
            assertThat(agent.log()).isEmpty();

            add(agent, 4, 4);
            assertThat(agent.log())
                    .containsExactly(
                            "WARN Spam: sales had 0 chats marked as spam and 4 new chats in the last hour; the last,"
                                    + " a new one, is 5511•••••0014");
        }
    }

    @Test
    void newChatsAtTheUsualRate_areNotWarnedOf() {
        try (TestAgent agent = start(SETTINGS)) {
            for (int number = 1; number <= 20; number++) {
                add(agent, number, number);
                agent.advance(Duration.ofMinutes(25));
            }

            assertThat(agent.log()).isEmpty();
            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void flood_isWarnedOfOncePerWindow_withCounts() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 20);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(59));
            add(agent, 21, 30);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(1));
            add(agent, 31, 31);
            assertThat(agent.sent())
                    .extracting(Sent::text)
                    .last()
                    .asString()
                    .contains(" e 31 conversas novas na última hora.");
            assertThat(agent.sent()).hasSize(2);
        }
    }

    @Test
    void allClear_isGivenOnceWhenTheRateIsBack() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 4);
            agent.advance(Duration.ofMinutes(50));
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(30));
            assertThat(agent.sent())
                    .extracting(Sent::text)
                    .last()
                    .isEqualTo("Tudo normal na conta sales:"
                            + " 0 conversas marcadas como spam e 0 conversas novas na última hora.");
            assertThat(agent.log()).last().asString().startsWith("INFO Spam: all clear on sales");

            agent.advance(Duration.ofDays(1));
            assertThat(agent.sent()).hasSize(2);
        }
    }

    @Test
    void floodAfterTheAllClear_isWarnedOfAgain() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 4);
            agent.advance(Duration.ofHours(2));
            add(agent, 5, 8);

            assertThat(agent.sent()).hasSize(3);
        }
    }

    @Test
    void eachAccount_isWatchedApart() {
        TestUse use = TestUse.usual().settings(SETTINGS).accounts("sales", "help");
        try (TestAgent agent = TestAgent.start(new SpamWatch(), use)) {
            add(agent, 1, 3);
            add(agent.account("help"), 4, 6);
            assertThat(agent.sent()).isEmpty();

            add(agent.account("help"), 7, 7);
            assertThat(agent.sent()).extracting(Sent::account).containsExactly("help");
        }
    }

    @Test
    void withoutASupervisor_onlyTheLogTells() {
        try (TestAgent agent = start("spam-marks = 1")) {
            agent.markedSpam("5511990000001");
            agent.markedSpam("5511990000002");

            assertThat(agent.sent()).isEmpty();
            assertThat(agent.log()).hasSize(1);
        }
    }

    @Test
    void supervisorsOwnChatAndOldEvents_doNotCount() {
        try (TestAgent agent = start("new-chats = 0, supervisor = \"" + SUPERVISOR + "\"")) {
            agent.added(TestChat.of(SUPERVISOR));
            agent.deliver(new ChatAdded(
                    agent.meta().at(agent.now().minus(Duration.ofHours(2))), TestChat.of("5511990000001")));

            assertThat(agent.log()).isEmpty();
        }
    }

    @Test
    void supervisorsOwnChat_doesNotCount_alsoWithoutTheNinthDigit() {
        try (TestAgent agent = start("new-chats = 0, supervisor = \"5531990000011\"")) {
            agent.added(TestChat.of("553190000011"));

            assertThat(agent.log()).isEmpty();
        }
    }

    /** As after a weekend with the agent switched off, or for the chats of a phone that was paired just now. */
    @Test
    void newChatsThatWereSeenLate_doNotCount() {
        try (TestAgent agent = start(SETTINGS)) {
            for (int number = 1; number <= 21; number++) {
                agent.added(TestChat.of("55119900000" + (10 + number))
                        .withLastMessageAt(agent.now().minus(Duration.ofMinutes(61))));
            }

            assertThat(agent.log()).isEmpty();
        }
    }

    @Test
    void newChats_countFromWhenTheyWrote() {
        try (TestAgent agent = start(SETTINGS)) {
            for (int number = 1; number <= 3; number++) {
                agent.added(TestChat.of("55119900000" + (10 + number))
                        .withLastMessageAt(agent.now().minus(Duration.ofMinutes(50))));
            }
            agent.advance(Duration.ofMinutes(20));
            add(agent, 4, 4);

            assertThat(agent.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERSON")
    void newChatsOfOtherKinds_doNotCount(ChatKind kind) {
        try (TestAgent agent = start("new-chats = 0")) {
            agent.added(TestChat.of("120363000000000001").withKind(kind));

            assertThat(agent.log()).isEmpty();
        }
    }

    @Test
    void replays_doNotCount() {
        try (TestAgent agent = start("new-chats = 1, spam-marks = 1")) {
            ChatAdded added = agent.added(TestChat.of("5511990000001"));
            MarkedSpam marked = agent.markedSpam("5511990000001");
            agent.replay(added);
            agent.replay(marked);

            assertThat(agent.log()).isEmpty();
        }
    }

    @Test
    void language_canBeEnglish() {
        try (TestAgent agent = start("language = en, window = 2h, supervisor = \"" + SUPERVISOR + "\"")) {
            agent.markedSpam("5511990000001");
            agent.advance(Duration.ofHours(3));

            assertThat(agent.sent())
                    .extracting(Sent::text)
                    .containsExactly(
                            "Spam warning for sales: 1 chat marked as spam and 0 new chats in the last 2 hours.",
                            "All clear on sales: 0 chats marked as spam and 0 new chats in the last 2 hours.");
        }
    }

    @ParameterizedTest
    @CsvSource({"1m, no último minuto.", "30m, nos últimos 30 min.", "1h, na última hora.", "2d, nas últimas 48 horas."
    })
    void window_isToldInPortuguese(String window, String told) {
        try (TestAgent agent = start("window = " + window + ", supervisor = \"" + SUPERVISOR + "\"")) {
            agent.markedSpam("5511990000001");

            assertThat(agent.sent()).extracting(Sent::text).first().asString().endsWith(" " + told);
        }
    }

    /** What is kept of a long window stands in long steps, which end long after the short window's present. */
    @Test
    void windowThatWasMadeShorter_doesNotCountThePast() {
        try (TestAgent before = start("new-chats = 3, window = 7d");
                TestAgent after = start("new-chats = 3, window = 1m")) {
            add(before, 1, 3);
            for (String key : before.state().keys()) {
                after.state().put(key, before.state().get(key).orElseThrow());
            }
            after.advance(Duration.ofMinutes(10));
            add(after, 4, 4);

            assertThat(after.log()).isEmpty();
        }
    }

    @Test
    void whatIsNotStored_isNotCounted() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 2);
            agent.failNextCommit();
            add(agent, 3, 3);
            agent.advance(Duration.ofSeconds(2));
            assertThat(agent.sent()).isEmpty();

            add(agent, 4, 4);
            assertThat(agent.sent()).hasSize(1);
        }
    }

    /** The counts and the warning are in the agent's store, so another object of the plugin goes on with them. */
    @Test
    void restart_goesOnWithWhatWasCounted() {
        try (TestAgent agent = start(SETTINGS)) {
            add(agent, 1, 3);
            agent.restart(new SpamWatch());
            add(agent, 4, 4);

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new-chats = -1 | new-chats is -1",
                "window = 30s | window is PT30S; give it 1m to 7d",
                "supervisor = \"+55 11 98888-7777\" | supervisor is neither a phone",
                "supervisor = \"98887777123456789\" | supervisor is neither a phone"
            })
    void badSettings_areRefused(String settings, String why) {
        assertThatThrownBy(() -> TestAgent.start(new SpamWatch(), settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }
}
