package dev.vigia.plugins.waitingalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.ActionFailed;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.NewUnread;
import dev.vigia.api.PluginNotice;
import dev.vigia.testkit.Sent;
import dev.vigia.testkit.TestAction;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The plugin as the agent uses it, from the afternoon of Friday, January 16th, 2026 on. */
class WaitingAlertTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final String ANA = "5511990000001";
    private static final String BIA = "5511990000002";
    private static final String BOSS = "5511990000011";
    private static final String DIRECTOR = "5511990000012";
    private static final String ONE_STEP = "steps = [{ after = 30m, to = \"5511990000011\" }]\n";
    private static final String TWO_STEPS = """
            steps = [
              { after = 30m, to = "5511990000011" }
              { after = 2h, to = "5511990000012" }
            ]
            """;

    @Test
    void chatLeftUnread_isToldOfOnceAStep() {
        try (TestAgent agent = start(TWO_STEPS)) {
            agent.baseline(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 2);
            agent.advance(Duration.ofMinutes(29));
            assertThat(agent.sent()).isEmpty();

            agent.advance(Duration.ofHours(5));
            assertThat(agent.sent())
                    .extracting(Sent::toString)
                    .containsExactly(
                            "send-text to 5511990000011: ⏰ Ana espera há 30 min (2 não lidas, conta sales)",
                            "send-text to 5511990000012: ⏰ Ana espera há 2 h (2 não lidas, conta sales)");
        }
    }

    @Test
    void othersAreToldOfEachStep_andOfTheEnd() {
        try (TestAgent agent = start("steps = [{ after = 30m }, { after = 2h, to = \"5511990000011\" }]")) {
            agent.baseline(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 2);
            agent.advance(Duration.ofHours(5));
            agent.read(ANA, 2, 0);
            agent.advance(Duration.ofMinutes(1));

            assertThat(agent.notices().stream()
                            .map(PluginNotice::notice)
                            .map(told -> told.kind() + " "
                                    + told.chat().map(Chat::id).orElse("") + ": " + told.text()))
                    .containsExactly(
                            "waiting 5511990000001: ⏰ Ana espera há 30 min (2 não lidas, conta sales)",
                            "waiting 5511990000001: ⏰ Ana espera há 2 h (2 não lidas, conta sales)",
                            "read 5511990000001: ✅ Ana: lida após 5 h (conta sales)");
        }
    }

    @Test
    void waitBeginsWithItsFirstMessage() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(20));
            agent.newUnread(ANA, 1, 2);
            agent.advance(Duration.ofMinutes(10));

            assertThat(texts(agent)).containsExactly("⏰ 5511990000001 espera há 30 min (2 não lidas, conta sales)");
        }
    }

    @Test
    void chatThatIsRead_waitsNoLonger() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(20));
            agent.read(ANA, 1, 0);
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(29));
            assertThat(agent.sent()).isEmpty();

            agent.advance(Duration.ofMinutes(1));
            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void whatCameAfterReading_waitsSinceThen() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 5);
            agent.advance(Duration.ofMinutes(20));
            agent.read(ANA, 5, 1);
            agent.advance(Duration.ofMinutes(29));
            assertThat(agent.sent()).isEmpty();

            agent.advance(Duration.ofMinutes(1));
            assertThat(agent.sent()).hasSize(1);
        }
    }

    /** What is left is in somebody's hands; to tell of it at once would only repeat what is known. */
    @Test
    void whatIsLeftOfOldMessages_waitsSinceTheReading() {
        try (TestAgent agent = start(ONE_STEP + "all-clear = false")) {
            agent.baseline(TestChat.of(ANA).withLastMessageAt(agent.now()));
            agent.newUnread(ANA, 0, 5);
            agent.advance(Duration.ofMinutes(40));
            agent.read(ANA, 5, 1);
            agent.advance(Duration.ofMinutes(29));
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(1));
            assertThat(agent.sent()).hasSize(2);
        }
    }

    /** As after a weekend with the agent switched off, in which somebody read the chat, and something else came. */
    @Test
    void whatCameAfterReading_andWasSeenLate_waitsSinceItCame() {
        try (TestAgent agent = start(ONE_STEP)) {
            TestChat ana = TestChat.of(ANA).withLastMessageAt(agent.now());
            agent.baseline(ana);
            agent.newUnread(ANA, 0, 5);
            agent.advance(Duration.ofMinutes(20));
            TestChat later = ana.withLastMessageAt(agent.now().minus(Duration.ofMinutes(10)));
            agent.deliver(new ChatRead(agent.meta(), ana.withUnread(5), later.withUnread(1)));
            agent.advance(Duration.ofMinutes(20));

            assertThat(texts(agent)).containsExactly("⏰ 5511990000001 espera há 30 min (1 não lidas, conta sales)");
        }
    }

    @Test
    void whoWasToldOfAChat_isToldThatItWasRead() {
        try (TestAgent agent = start(TWO_STEPS)) {
            agent.baseline(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.read(ANA, 1, 0);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BOSS, BOSS);
            assertThat(agent.sent().get(1).text()).isEqualTo("✅ Ana: lida após 45 min (conta sales)");
        }
    }

    @Test
    void allClear_canBeLeftOut() {
        try (TestAgent agent = start(ONE_STEP + "all-clear = false")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.read(ANA, 1, 0);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void nextWaitOfAChat_isToldOfAgain() {
        try (TestAgent agent = start(ONE_STEP + "all-clear = false")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.read(ANA, 1, 0);
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));

            assertThat(agent.sent()).hasSize(2);
        }
    }

    @Test
    void chatsFoundWaiting_haveWaitedSinceTheirLastMessage_andAreToldTogether() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline(
                    TestChat.of(ANA)
                            .withName("Ana")
                            .withUnread(1)
                            .withLastMessageAt(agent.now().minus(Duration.ofHours(3))),
                    TestChat.of(BIA)
                            .withName("Bia")
                            .withUnread(4)
                            .withLastMessageAt(agent.now().minus(Duration.ofDays(2))),
                    TestChat.of("5511990000003").withUnread(1));
            agent.advance(Duration.ofMinutes(5));

            assertThat(texts(agent))
                    .containsExactly("⏰ Bia espera há 2 d (4 não lidas, conta sales)\n"
                            + "⏰ Ana espera há 3 h (1 não lidas, conta sales)");
        }
    }

    @Test
    void whatComesUpSoonAfterAnAlert_isToldLaterAndTogether() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline(TestChat.of(ANA).withName("Ana"), TestChat.of(BIA).withName("Bia"));
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(2));
            agent.newUnread(BIA, 0, 1);
            agent.advance(Duration.ofMinutes(33));
            agent.read(ANA, 1, 0);
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(5));
            assertThat(texts(agent)).hasSize(2).last().isEqualTo("""
                    ⏰ Bia espera há 38 min (1 não lidas, conta sales)
                    ✅ Ana: lida após 35 min (conta sales)""");
        }
    }

    @Test
    void messageToOneReceiver_holdsBackNoOther() {
        try (TestAgent agent = start(TWO_STEPS)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(85));
            agent.newUnread(BIA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BOSS, BOSS);

            agent.advance(Duration.ofMinutes(5));
            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BOSS, BOSS, DIRECTOR);
        }
    }

    @Test
    void lineInTheLog_holdsBackNobody() {
        String steps = "steps = [{ after = 30m }, { after = 35m, to = \"5511990000011\" }]\n";
        try (TestAgent agent = start(steps + "at-most-every = 1h")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(32));
            agent.newUnread(BIA, 0, 1);
            agent.advance(Duration.ofMinutes(30));

            assertThat(agent.sent()).hasSize(1);
            assertThat(agent.sent().get(0).at()).isEqualTo(agent.now().minus(Duration.ofMinutes(27)));
            assertThat(agent.log())
                    .filteredOn(line -> line.contains("waits for 30 min"))
                    .hasSize(2);
        }
    }

    @Test
    void stepThatIsHeldBack_isToldBesideALaterOneToSomebodyElse() {
        try (TestAgent agent = start(TWO_STEPS + "at-most-every = 2h")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            agent.newUnread(BIA, 0, 1);
            agent.advance(Duration.ofHours(2));

            assertThat(agent.sent())
                    .extracting(Sent::toString)
                    .containsExactly(
                            "send-text to 5511990000011: ⏰ 5511990000001 espera há 30 min (1 não lidas, conta sales)",
                            "send-text to 5511990000012: ⏰ 5511990000001 espera há 2 h (1 não lidas, conta sales)",
                            "send-text to 5511990000011: ⏰ 5511990000002 espera há 2 h (1 não lidas, conta sales)");
        }
    }

    @Test
    void alertThatCouldNotBeSent_isToldAgain() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            agent.failed(agent.sent().get(0), "it could not be sent in time");
            agent.advance(Duration.ofMinutes(9));
            assertThat(agent.sent()).hasSize(1);

            agent.advance(Duration.ofMinutes(1));
            agent.done(agent.sent().get(1));
            agent.advance(Duration.ofHours(5));
            assertThat(texts(agent))
                    .hasSize(2)
                    .last()
                    .isEqualTo("⏰ 5511990000001 espera há 40 min (1 não lidas, conta sales)");
        }
    }

    @Test
    void alertThatCouldNotBeSent_isToldAgainToThatReceiverAlone() {
        try (TestAgent agent = start(TWO_STEPS)) {
            agent.baseline(
                    TestChat.of(ANA).withUnread(1).withLastMessageAt(agent.now().minus(Duration.ofHours(3))));
            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BOSS, DIRECTOR);

            agent.failed(agent.sent().get(0), "too many messages");
            agent.done(agent.sent().get(1));
            agent.advance(Duration.ofHours(5));
            assertThat(agent.sent()).extracting(Sent::target).containsExactly(BOSS, DIRECTOR, BOSS);
        }
    }

    @Test
    void alertOfAChatThatWasReadSince_isNotToldAgain() {
        try (TestAgent agent = start(ONE_STEP + "all-clear = false")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            agent.read(ANA, 1, 0);
            agent.newUnread(ANA, 0, 1);
            agent.failed(agent.sent().get(0), "it could not be sent in time");
            agent.advance(Duration.ofMinutes(29));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void whatBecameOfOthersActions_isNotHeard() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            String id = agent.sent().get(0).id();
            agent.deliver(new ActionFailed(
                    agent.meta(),
                    new TestAction(id, "send-text", "other", BOSS, Optional.empty(), Optional.of("failed"))));
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    /** As after a weekend with the agent switched off. */
    @Test
    void waitThatWasSeenLate_beganWithTheMessage() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            TestChat ana = TestChat.of(ANA).withUnread(1);
            agent.deliver(new NewUnread(
                    agent.meta(),
                    TestChat.of(ANA),
                    ana.withLastMessageAt(agent.now().minus(Duration.ofHours(38)))));
            agent.advance(Duration.ofMinutes(1));

            assertThat(texts(agent)).containsExactly("⏰ 5511990000001 espera há 1 d 14 h (1 não lidas, conta sales)");
        }
    }

    /** As a round leaves it that read the chat beside the event that ended its wait. */
    @Test
    void whatWasToldOfAnEarlierWait_doesNotCount() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));
            String told = agent.state(TestChat.of(ANA)).get("told " + BOSS).orElseThrow();
            agent.read(ANA, 1, 0);
            agent.advance(Duration.ofMinutes(15));
            agent.state(TestChat.of(ANA)).put("told " + BOSS, told);
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(30));

            assertThat(texts(agent))
                    .hasSize(3)
                    .last()
                    .isEqualTo("⏰ 5511990000001 espera há 30 min (1 não lidas, conta sales)");
        }
    }

    @Test
    void stepThatIsPutBeforeTheOneThatWasTold_isNotToldAfterIt() {
        String more = """
                steps = [
                  { after = 15m, to = "5511990000011" }
                  { after = 30m, to = "5511990000011" }
                  { after = 2h, to = "5511990000012" }
                ]
                """;
        try (TestAgent before = start(TWO_STEPS);
                TestAgent after = start(more)) {
            before.baseline();
            before.newUnread(ANA, 0, 1);
            before.advance(Duration.ofMinutes(45));
            assertThat(before.sent()).hasSize(1);

            after.know(before.chat(ANA));
            for (String key : before.state(TestChat.of(ANA)).keys()) {
                String value = before.state(TestChat.of(ANA)).get(key).orElseThrow();
                after.state(TestChat.of(ANA)).put(key, value);
            }
            after.advance(Duration.ofMinutes(45));
            after.baseline();
            after.advance(Duration.ofMinutes(5));
            assertThat(after.sent()).isEmpty();

            after.advance(Duration.ofHours(5));
            assertThat(after.sent()).extracting(Sent::target).containsExactly(DIRECTOR);
        }
    }

    @Test
    void allClearThatNobodyWants_isNotKept() {
        try (TestAgent agent = start(ONE_STEP + "all-clear = false")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.read(ANA, 1, 0);

            assertThat(agent.state(TestChat.of(ANA)).keys()).isEmpty();
        }
    }

    @Test
    void allClear_isNotKeptForLong() {
        try (TestAgent agent = start(ONE_STEP + "at-most-every = 30d")) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.read(ANA, 1, 0);
            agent.advance(Duration.ofDays(40));

            assertThat(agent.sent()).hasSize(1);
            assertThat(agent.state(TestChat.of(ANA)).keys()).isEmpty();
        }
    }

    @Test
    void whoIsTold_doesNotWait_alsoWithoutTheNinthDigit() {
        try (TestAgent agent = start("steps = [{ after = 30m, to = \"5531990000011\" }]")) {
            agent.baseline();
            agent.newUnread("553190000011", 0, 1);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void replayOfARemoval_endsNoWait() {
        try (TestAgent agent = start(ONE_STEP)) {
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
    void ownersMessages_areNoWait() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline(TestChat.of(ANA));
            agent.changed(ChatActivity::new, ANA, chat -> chat.withLastMessageAt(agent.now()));
            agent.markedUnread(BIA);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void groupsSpamAndThoseWhoAreTold_doNotWait() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline(TestChat.of(ANA).withSpam(true));
            agent.newUnread(ANA, 0, 1);
            agent.newUnread(BOSS, 0, 1);
            agent.newUnread("120363000000000001-group", 0, 1);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void groups_waitIfAsked() {
        try (TestAgent agent = start(ONE_STEP + "groups = true")) {
            agent.baseline();
            agent.newUnread("120363000000000001-group", 0, 1);
            agent.advance(Duration.ofHours(5));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void withOfficeHours_onlyTheyCount() {
        try (TestAgent agent = start(ONE_STEP + "hours { mon-fri = \"09:00-18:00\" }")) {
            agent.baseline(TestChat.of(ANA).withName("Ana"));
            agent.advance(Duration.ofHours(3).plusMinutes(50)); // Friday, 17:50
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofHours(63).plusMinutes(29)); // Monday, 9:19
            assertThat(agent.sent()).isEmpty();

            agent.advance(Duration.ofMinutes(1));
            assertThat(texts(agent)).containsExactly("⏰ Ana espera há 30 min (1 não lidas, conta sales)");
        }
    }

    @Test
    void log_tellsWithoutNumbers_alsoIfNobodyElseIsTold() {
        try (TestAgent agent = start("steps = [{ after = 30m }, { after = 1h, to = \"5511990000011\" }]")) {
            agent.baseline(TestChat.of(ANA).withName("Ana"));
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofHours(2));

            assertThat(agent.log())
                    .containsExactly(
                            "INFO 1 chat(s): 5511•••••0001 waits for 30 min",
                            "INFO 1 chat(s): 5511•••••0001 waits for 1 h",
                            "INFO 1 chat(s) told to 5511•••••0011");
            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void alertThatWasNotStored_isSentOnce() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(29));
            agent.failNextCommit();
            agent.advance(Duration.ofMinutes(20));

            assertThat(agent.sent()).hasSize(1);
        }
    }

    @Test
    void waitWhoseEndWasLost_isForgotten() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(10));
            agent.know(agent.chat(ANA).withUnread(0));
            agent.lose(3);
            agent.advance(Duration.ofMinutes(10));
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(29));

            assertThat(agent.sent()).isEmpty();
        }
    }

    @Test
    void replay_beginsNoWait() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            NewUnread event = agent.newUnread(ANA, 0, 1);
            agent.read(ANA, 1, 0);
            agent.replay(event);

            assertThat(agent.state(event.chat()).keys()).isEmpty();
        }
    }

    @Test
    void chatThatIsGone_isForgotten() {
        try (TestAgent agent = start(ONE_STEP)) {
            agent.baseline();
            agent.newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));
            agent.removed(ANA);

            assertThat(agent.state(TestChat.of(ANA)).keys()).isEmpty();
        }
    }

    @Test
    void accounts_areToldApart() {
        TestUse use = TestUse.usual().settings(ONE_STEP).accounts("sales", "support");
        try (TestAgent agent = TestAgent.start(new WaitingAlert(), use)) {
            agent.baseline();
            agent.account("support").baseline(TestChat.of(ANA).withName("Ana"));
            agent.account("support").newUnread(ANA, 0, 1);
            agent.advance(Duration.ofMinutes(45));

            assertThat(agent.sent()).extracting(Sent::account).containsExactly("support");
        }
    }

    @Test
    void badSettings_refuseTheStart() {
        assertThatThrownBy(() -> TestAgent.start(new WaitingAlert(), "")).hasMessageContaining("steps");
        assertThatThrownBy(() -> TestAgent.start(new WaitingAlert(), ONE_STEP + "holidays = [\"12-25\"]"))
                .hasMessageContaining("holidays is set, but hours is not; ");
        assertThatThrownBy(() -> TestAgent.start(new WaitingAlert(), ONE_STEP + "text = \"{nome}\""))
                .hasMessageContaining(
                        "text has the placeholder {nome}, which is unknown; there are {account}, {name}, ");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(WaitingAlert.class);
    }

    private static List<String> texts(TestAgent agent) {
        return agent.sent().stream().map(Sent::text).toList();
    }

    private static TestAgent start(String settings) {
        return TestAgent.start(
                new WaitingAlert(),
                TestUse.usual().settings(settings).at(LocalDateTime.parse("2026-01-16T14:00"), SAO_PAULO));
    }
}
