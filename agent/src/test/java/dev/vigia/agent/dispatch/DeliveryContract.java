package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.dispatch.Stage.Pace;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.testkit.TestChat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin may count on, wherever it runs: played by the agent and by the test kit, so that they cannot drift apart. */
abstract class DeliveryContract {
    private Stage stage;

    abstract Stage newStage() throws Exception;

    @BeforeEach
    void open() throws Exception {
        stage = newStage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void conditionsAreAskedInOrder_andEachRouteTellsItsOutcome() throws Exception {
        stage.start(ContractPlugins.Conditions.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2), newUnread("ana", 3));
        stage.commit(Duration.ofHours(3), newUnread("ana", 4));

        stage.eventually(() -> assertThat(stage.outcomes()).hasSize(4));
        assertThat(stage.outcomes().subList(0, 3))
                .containsExactly(
                        "answer: filtered by where 1; count: handled",
                        "answer: filtered by where 2; count: handled",
                        "answer: handled, 1 action; count: handled");
        assertThat(stage.outcomes().get(3))
                .startsWith("answer: too old by PT2H")
                .endsWith("; count: handled");
        assertThat(stage.sent()).containsExactly("mark-read ana ana 0 ");
    }

    @Test
    void aSlotIsTakenByWhatSucceeds_notByWhatFails() throws Exception {
        stage.start(ContractPlugins.Once.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2), newUnread("bia", 3));

        stage.eventually(() -> assertThat(stage.outcomes())
                .containsExactly(
                        "chat.new-unread: handled",
                        "chat.new-unread: slot taken since TIME",
                        "chat.new-unread: handled"));
        assertThat(stage.log())
                .containsExactlyInAnyOrder(
                        "ana 1, attempt 1", "ana 1, attempt 2", "bia 3, attempt 1", "bia 3, attempt 2");
    }

    @Test
    void onlyTheLastIsHandedOver_whenAChatHasBeenQuiet() throws Exception {
        stage.start(ContractPlugins.Quiet.class);

        stage.commit(newUnread("ana", 1), newUnread("bia", 2), newUnread("ana", 3));

        stage.eventually(() -> assertThat(stage.outcomes())
                .containsExactly(
                        "chat.new-unread: waits until the chat is quiet, TIME",
                        "chat.new-unread: waits until the chat is quiet, TIME; then chat.new-unread: handled",
                        "chat.new-unread: waits until the chat is quiet, TIME; then chat.new-unread: handled"));
        assertThat(stage.log()).containsExactlyInAnyOrder("bia 2, attempt 1", "ana 3, attempt 1");
    }

    @Test
    void effectsOfAFailedAttemptLeaveNothing_andCallsReadTheirOwn() throws Exception {
        stage.start(ContractPlugins.Effects.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2));

        stage.eventually(() -> assertThat(stage.log())
                .containsExactly(
                        "1 [count, note] [last]",
                        "1 [count, note] [last]",
                        "1 [count, note] [last]",
                        "2 [count, note] [last]",
                        "2 [count, note] [last]",
                        "2 [count, note] [last]"));
        stage.eventually(() -> assertThat(stage.sent())
                .containsExactly("send-text ana ana 3 number 1", "send-text ana ana 3 number 2"));
        assertThat(stage.state("ana")).containsExactly(" last ana", "ana count 2", "ana note for an hour");
        assertThat(stage.failures())
                .hasSize(4)
                .startsWith("1 plugin instance \"one\": route \"chat.new-unread\" failed:"
                        + " java.lang.IllegalStateException: not yet");
    }

    @Test
    void keysAreTheSameAtEveryAttempt_andApartForEachRouteAndEvent() throws Exception {
        stage.start(ContractPlugins.Keys.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2));

        stage.eventually(() -> assertThat(stage.log()).hasSize(12));
        assertThat(stage.log().stream().distinct()).hasSize(4);
        assertThat(stage.log()).filteredOn(line -> line.endsWith(" was here")).hasSize(6);
        assertThat(stage.log().stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1).replaceFirst(" .*", ""))
                        .distinct())
                .hasSize(4)
                .allMatch(key -> key.matches("[0-9a-f]{32}"));
        stage.eventually(() -> assertThat(stage.outcomes())
                .containsExactly("first: handled; second: handled", "first: handled; second: handled"));
    }

    @Test
    void eachOfTwoRoutesWaitsForItsOwnQuiet_alsoIfTheOperatorWantsItAgain() throws Exception {
        stage.start(ContractPlugins.Patient.class);

        stage.commit(newUnread("ana", 1));
        stage.eventually(() -> assertThat(stage.log()).containsExactly("soon", "late"));
        stage.replayAll();

        stage.eventually(() -> assertThat(stage.log()).containsExactly("soon", "late", "soon, again", "late, again"));
    }

    @Test
    void whatIsOldIsNotFresh_becauseItsChatIsQuietOnlyNow() throws Exception {
        stage.start(ContractPlugins.Patient.class);

        stage.commit(Duration.ofHours(3), newUnread("ana", 1));

        stage.eventually(() -> assertThat(stage.outcomes().get(0)).contains("soon: handled", "late: too old by PT"));
        assertThat(stage.log()).containsExactly("soon");
    }

    @Test
    void aMessageIsAsOldAsItself_howeverLatelyItWasSeen() throws Exception {
        stage.start(ContractPlugins.Conditions.class);
        TestChat ana = TestChat.of("ana").withUnread(3);

        stage.commit(
                meta -> new NewUnread(
                        meta,
                        TestChat.of("ana"),
                        ana.withLastMessageAt(meta.time().minus(Duration.ofDays(2)))),
                meta -> new NewUnread(
                        meta,
                        TestChat.of("ana"),
                        ana.withLastMessageAt(meta.time().plus(Duration.ofDays(2)))));

        stage.eventually(() -> assertThat(stage.outcomes()).hasSize(2));
        assertThat(stage.outcomes().get(0)).startsWith("answer: too old by PT4");
        assertThat(stage.outcomes().get(1)).startsWith("answer: handled");
    }

    @Test
    void noticesAreEvents_storedWithTheAck_andAnsweredByNone() throws Exception {
        stage.start(ContractPlugins.Notices.class);

        stage.commit(newUnread("ana", 1));

        String refusal =
                "Context.notice was called while a notice is handled, in route \"own\" of plugin instance \"one\"."
                        + " Notices that answer notices could go on for ever";
        stage.eventually(() -> assertThat(stage.log())
                .containsExactly("one one waiting try 2 ana", refusal, "one one count one more ", refusal));
    }

    @Test
    void nothingIsSentTwice_ifWhatWasSentBesideIsNotSentThisTime() throws Exception {
        stage.start(ContractPlugins.Senders.class);
        stage.commit(newUnread("ana", 1));
        stage.eventually(() -> assertThat(stage.sent()).hasSize(2));

        stage.replayAll();

        stage.eventually(() ->
                assertThat(stage.outcomes().get(0)).endsWith("answer: slot taken since TIME; copy: handled, 1 action"));
        assertThat(stage.sent()).hasSize(2);
    }

    @Test
    void waitsAsThePluginSays_withoutCountingThat() throws Exception {
        stage.start(ContractPlugins.Later.class);

        stage.commit(newUnread("ana", 1));

        stage.eventually(() -> assertThat(stage.outcomes()).containsExactly("chat.new-unread: handled"));
        assertThat(stage.log()).hasSize(10).containsOnly("ana 1, attempt 1");
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void givesUpAtOnce_whereThePluginDoes() throws Exception {
        stage.start(ContractPlugins.Failing.class, "how = give-up", Pace.AT_ONCE);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2));

        stage.eventually(() -> assertThat(stage.outcomes()).containsExactly("chat.new-unread: handled"));
        assertThat(stage.log()).containsExactly("ana 1, attempt 1", "ana 2, attempt 1");
        assertThat(stage.deadLetters())
                .containsExactly("1 1 plugin instance \"one\": route \"chat.new-unread\" gives up: no such customer");
    }

    @Test
    void whatFailsForEverIsADeadLetter_andItsChatGoesOn_andAReplayIsTold() throws Exception {
        stage.start(ContractPlugins.Failing.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2));

        stage.eventually(() -> assertThat(stage.log())
                .containsExactly(
                        "ana 1, attempt 1",
                        "ana 1, attempt 2",
                        "ana 1, attempt 3",
                        "ana 1, attempt 4",
                        "ana 1, attempt 5",
                        "ana 1, attempt 6",
                        "ana 1, attempt 7",
                        "ana 1, attempt 8",
                        "ana 2, attempt 1"));
        stage.eventually(() -> assertThat(stage.outcomes()).hasSize(1));
        assertThat(stage.deadLetters())
                .containsExactly("1 8 plugin instance \"one\": route \"chat.new-unread\" failed:"
                        + " java.lang.IllegalStateException: out of order;"
                        + " caused by java.lang.IllegalArgumentException: no\\nservice");

        stage.replayAll();

        stage.eventually(() -> assertThat(stage.log()).hasSize(11).endsWith("ana 1, attempt 1", "ana 2, attempt 1"));
        stage.eventually(() -> assertThat(stage.outcomes())
                .containsExactly(
                        "chat.new-unread: handled", "chat.new-unread: handled; then chat.new-unread: handled"));
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void anEventThatFailsHoldsUpItsChatOnly() throws Exception {
        stage.start(ContractPlugins.Failing.class, "how = once", Pace.AFTER_A_WHILE);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2), newUnread("bia", 3));
        stage.commit(newUnread("ana", 4));

        stage.eventually(() -> assertThat(stage.log())
                .containsExactly(
                        "ana 1, attempt 1",
                        "bia 3, attempt 1",
                        "ana 1, attempt 2",
                        "ana 2, attempt 1",
                        "ana 4, attempt 1"));
    }

    @Test
    void aPluginThatFailsAtEverythingIsLeftAlone() throws Exception {
        stage.start(ContractPlugins.Broken.class, "", Pace.AFTER_A_WHILE);

        stage.commit(
                newUnread("a", 1),
                newUnread("b", 1),
                newUnread("c", 1),
                newUnread("d", 1),
                newUnread("e", 1),
                newUnread("f", 1));

        stage.atFirst(() -> assertThat(stage.log())
                .containsExactly(
                        "a 1, attempt 1", "b 1, attempt 1", "c 1, attempt 1", "d 1, attempt 1", "e 1, attempt 1"));
    }

    @Test
    void anInstanceDoesNotHearOfItsOwnDoing_unlessItAsks() throws Exception {
        stage.start(ContractPlugins.Reader.class);
        stage.commit(newUnread("ana", 1));

        stage.doFirstActionAndCommit(read("ana"));
        stage.commit(read("bia"));

        stage.eventually(() -> assertThat(stage.log())
                .containsExactly("action.done mark-read by one", "own ana one", "read bia", "own bia by others"));
        stage.eventually(() -> assertThat(stage.outcomes())
                .containsExactly(
                        "chat.new-unread: handled, 1 action",
                        "action.done: handled",
                        "chat.read: its own doing; own: handled",
                        "chat.read: handled; own: handled"));
    }

    @Test
    void aJobBeginsWhenTheChatsAreKnown_andItsAttemptsAreOneRun() throws Exception {
        stage.start(ContractPlugins.Reporter.class);

        stage.baseline("ana", "bia");
        stage.eventually(
                () -> assertThat(stage.sent()).containsExactly("send-text 5511999990000 5511999990000 0 report"));
        stage.commit(newUnread("ana", 1));

        stage.eventually(() -> assertThat(stage.log()).hasSize(4).endsWith("reports Optional[1]"));
        assertThat(stage.log().stream().limit(3).map(line -> line.substring(0, 9)))
                .containsExactly("sales 2 1", "sales 2 2", "sales 2 3");
        assertThat(stage.log().stream().limit(3).map(line -> line.substring(9)).distinct())
                .hasSize(1);
    }

    @Test
    void whatIsMisusedSaysWhatToDoInstead() throws Exception {
        stage.start(ContractPlugins.Misuser.class);

        stage.commit(newUnread("ana", 1), newUnread("ana", 2), read("ana"));

        stage.eventually(() -> assertThat(stage.deadLetters()).hasSize(1));
        assertThat(stage.deadLetters().get(0))
                .isEqualTo("3 8 plugin instance \"one\": route \"chat.read\" failed: java.lang.IllegalStateException:"
                        + " Context.state().put was called in a condition of route \"chat.read\" of plugin instance"
                        + " \"one\". Conditions have no effects; ask for them in handle(…)");
        assertThat(stage.log().subList(7, 14))
                .containsExactly(
                        "Context.actions was called after the call of route \"chat.new-unread\" of plugin instance"
                                + " \"one\". Take what you need from the context within the call, on its thread",
                        "Setup.on was called after setup of plugin instance \"one\" had returned. Register everything"
                                + " within setup",
                        "the key of a value is empty",
                        "a value cannot live for PT0S; give it some time above zero",
                        "the text to send is empty",
                        "\"+55 11\" is no phone: digits with the country code, a lid, or the id of a group",
                        "Context.now was called on another thread than the call of route \"chat.new-unread\" of plugin"
                                + " instance \"one\". Take what you need from the context within the call, on its thread");
    }

    @Test
    void whatIsNotDurableComesAgain_andThatIsNoFailedAttempt() throws Exception {
        stage.start(ContractPlugins.Writer.class);

        stage.commit(newUnread("ana", 1), newUnread("bia", 2));

        stage.eventually(
                () -> assertThat(stage.outcomes()).containsExactly("chat-event: handled", "chat-event: handled"));
        assertThat(stage.log())
                .containsExactly("ana 1, attempt 1", "bia 2, attempt 1", "ana 1, attempt 1", "bia 2, attempt 1");
    }

    @Test
    void whatIsDeliveredAgainIsNotSentAgain() throws Exception {
        stage.start(ContractPlugins.Sender.class);
        stage.commit(newUnread("ana", 1));
        stage.eventually(() -> assertThat(stage.outcomes()).hasSize(1));

        stage.replayAll();

        stage.eventually(() -> assertThat(stage.log()).containsExactly("first", "again"));
        assertThat(stage.sent()).containsExactly("send-text ana ana 0 hello");
    }

    @Test
    void eventsAreToldInTheSameWords() throws Exception {
        stage.start(ContractPlugins.Json.class);
        TestChat ana = TestChat.of("5511990000001").withName("Ana \"A\"\n");
        TestChat group = TestChat.of("120363000000000001-group")
                .withLastMessageAt(Instant.parse("2026-01-15T17:20:05Z"))
                .withMuteUntil(dev.vigia.api.Chat.FOREVER)
                .withPhoto("/v/t61/1_n.jpg")
                .withAnnouncement(true)
                .withArchived(true)
                .withPinned(true)
                .withSpam(true);

        stage.commit(
                meta -> new ChatAdded(meta, group),
                meta -> new Muted(
                        meta, group.withMute(false), group.withMuteUntil(Instant.parse("2026-01-16T00:00:00Z"))),
                meta -> new NoteChanged(meta, ana, ana.withNote("calls on Mondays")),
                meta -> new MarkedUnread(meta, ana, ana.withUnreadMark().withLid("111222333@lid")),
                meta -> new ChatRemoved(meta, ana),
                meta -> new AccountConnected(meta),
                meta -> new AccountFailing(meta, AccountFailing.UNREACHABLE, "no answer"));

        stage.eventually(() -> assertThat(stage.log()).hasSize(7));
        List<String> told = stage.log().stream()
                .map(line ->
                        StoreStage.withoutTimes(line).replaceAll("\"id\":\"[^\"]*\",\"time\"", "\"id\":\"…\",\"time\""))
                .toList();
        String before = "{\"specversion\":\"1.0\",\"type\":\"dev.vigia.";
        String source = "\",\"source\":\"/vigia/accounts/sales\"";
        String id = ",\"id\":\"…\",\"time\":\"TIME\",\"sequence\":\"000000000000000000";
        String data =
                "\",\"datacontenttype\":\"application/json\",\"dataschema\":\"urn:vigia:event-data:1\",\"data\":{\"account\":\"sales\"";
        assertThat(told.get(0))
                .isEqualTo(before + "chat.added" + source + ",\"subject\":\"120363000000000001-group\"" + id + "1"
                        + data + ",\"chat\":" + StoreStage.withoutTimes(group.toJson()) + ",\"before\":null}}");
        assertThat(told.get(3))
                .endsWith(",\"chat\":"
                        + ana.withUnreadMark().withLid("111222333@lid").toJson() + ",\"before\":" + ana.toJson()
                        + "}}");
        assertThat(told.get(2)).contains("\"note\":{\"id\":\"note-5511990000001\",\"content\":\"calls on Mondays\"");
        assertThat(told.get(6))
                .isEqualTo(before + "account.failing" + source + id + "7" + data
                        + ",\"reason\":\"unreachable\",\"detail\":\"no answer\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what = two-routes | two routes are called \"chat.new-unread\". Give one of them a name of its own with named(…)",
                "what = no-handler | left route \"answer\" for NewUnread without a handler. End the route in the plugin's setup with handle(…)",
                "what = short-job | the job \"count\" cannot run every PT0.001S; the shortest period is one second",
                "what = blank-name | a route's name is blank; give it a text or leave named(…) out",
                "what = no-age | freshFor(PT0S) lets nothing pass; give it a time above zero",
                "what = no-event | java.lang.String is no type of event; on(…) takes an event record such as NewUnread.class",
                "what = nothing | failed in setup: java.lang.IllegalStateException: closed on Sundays",
                "pause = 0s | settings cannot be used: pause is zero; give it some time",
                "pauze = 1s | unknown key 'pauze' in",
            })
    void whatCannotBeIsRefused(String settings, String refusal) throws Exception {
        assertThat(stage.refusal(ContractPlugins.Refused.class, settings))
                .contains("plugin instance \"one\": ")
                .contains(refusal);
    }

    @Test
    void settingsThatNobodyAsksForAreRefused() throws Exception {
        assertThat(stage.refusal(ContractPlugins.Indifferent.class, "text = hi"))
                .contains("unknown key 'text' in ")
                .endsWith("; nothing is known here");
    }

    private static Fact newUnread(String chat, int unread) {
        TestChat before = TestChat.of(chat).withUnread(unread - 1);
        return meta -> new NewUnread(meta, before, before.withUnread(unread));
    }

    private static Fact read(String chat) {
        TestChat after = TestChat.of(chat);
        return meta -> new ChatRead(meta, after.withUnread(1), after);
    }
}
