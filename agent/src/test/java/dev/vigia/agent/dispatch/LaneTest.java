package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.store.DeadLetters;
import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin may count on, event by event, on a real store. */
class LaneTest {
    @TempDir
    private Path directory;

    private Workbench bench;
    private final Seen seen = new Seen();

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void anEventThatFailsHoldsUpItsChatOnly() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(event.chat().id() + number + \".\" + context.attempt());"
                        + " if (number == 1 && context.attempt() == 1) throw new IllegalStateException(\"not yet\");");
        bench.start(Workbench.PATIENT, Workbench.AT_LAST, seen.use("one", "sample"));

        bench.commit(
                Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2), Workbench.fact("bia", 3)));

        awaitSeen("ana1.1", "bia3.1", "ana1.2", "ana2.1");
    }

    @Test
    void anEventThatFailsForEverGoesToTheDeadLetters_andItsChatGoesOn() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(number + \".\" + context.attempt()); if (number == 1) throw new Exception(\"never\");");
        bench.start(seen.use("one", "sample"));

        bench.commit(Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2)));

        awaitSeen("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "2.1");
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT chat FROM parked")).isEmpty());
        assertThat(bench.rows("SELECT instance, account, seq, attempts FROM dead_letter"))
                .containsExactly("one sales 1 8");
        assertThat(bench.rows("SELECT attempt FROM failed_attempt WHERE seq = 1 ORDER BY attempt"))
                .hasSize(8);
    }

    @Test
    void attemptsAreCountedAcrossRestarts() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(number + \".\" + context.attempt()); if (seen.size() < 3) throw new Exception(\"no\");");
        Dispatch first = bench.start(Workbench.PATIENT, Workbench.AT_LAST, seen.use("one", "sample"));
        bench.newUnread("ana", 1);
        awaitSeen("1.1");
        first.close();

        bench.start(seen.use("one", "sample"));

        awaitSeen("1.1", "1.2", "1.3");
    }

    @Test
    void givesUpAtOnce_whereThePluginSaysThatItIsHopeless() throws Exception {
        bench.installHandler(
                "sample", "seen.add(\"\" + number); if (number == 1) throw new GiveUp(\"no such customer\");");
        bench.start(seen.use("one", "sample"));

        bench.commit(Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2)));

        awaitSeen("1", "2");
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT failure FROM dead_letter")).hasSize(1));
        assertThat(bench.rows("SELECT failure FROM dead_letter").get(0)).contains("gives up: no such customer");
    }

    @Test
    void aDeadLetterIsDeliveredAgain_asAReplay() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(number + (context.isReplay() ? \" again\" : \"\"));"
                        + " if (!context.isReplay()) throw new GiveUp(\"no\");");
        bench.start(seen.use("one", "sample"));
        bench.newUnread("ana", 1);
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM dead_letter")).hasSize(1));

        try (Store beside = bench.openBeside()) {
            beside.deadLetters().retry(new DeadLetters.Selection(null, null, null), Instant.now());
        }

        awaitSeen("1", "1 again");
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT seq FROM replay")).isEmpty());
    }

    @Test
    void aHandlerThatFailsLeavesNothing_andOneThatSucceedsLeavesAll() throws Exception {
        bench.installHandler(
                "sample",
                "dev.vigia.api.State state = context.state(event.chat());"
                        + " int count = Integer.parseInt(state.get(\"count\").orElse(\"0\")) + 1;"
                        + " state.put(\"count\", \"\" + count);"
                        + " context.actions().sendText(event.chat(), \"number \" + number);"
                        + " seen.add(number + \": \" + state.get(\"count\").get());"
                        + " if (context.attempt() < 3) throw new Exception(\"no\");");
        bench.start(seen.use("one", "sample"));

        bench.commit(Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2)));

        awaitSeen("1: 1", "1: 1", "1: 1", "2: 2", "2: 2", "2: 2");
        await().untilAsserted(() -> assertThat(bench.rows("SELECT text, chat, state FROM action ORDER BY place"))
                .containsExactly("number 1 ana ready", "number 2 ana ready"));
        assertThat(bench.rows("SELECT chat, name, value FROM plugin_state")).containsExactly("ana count 2");
    }

    @Test
    void whatIsDeliveredAgainIsNotSentAgain() throws Exception {
        bench.installHandler(
                "sample",
                "context.actions().sendText(event.chat(), \"hello\"); seen.add(context.isReplay() ? \"again\" : \"first\");");
        bench.start(seen.use("one", "sample"));
        bench.newUnread("ana", 1);
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("1"));

        try (Store beside = bench.openBeside()) {
            beside.replays().add("one", "sales", EventFilter.ALL, Instant.now());
        }

        awaitSeen("first", "again");
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT seq FROM replay")).isEmpty());
        assertThat(bench.rows("SELECT chat FROM action ORDER BY chat")).containsExactly("ana");
    }

    @Test
    void aReplayOfManyGoesOn_whileOneOfThemWaits() throws Exception {
        bench.installHandler(
                "sample",
                "if (context.isReplay()) { seen.add(\"\" + number);"
                        + " if (number == 1) throw new RetryLater(java.time.Duration.ofHours(1), \"closed\"); }");
        bench.start(seen.use("one", "sample"));
        List<Fact> facts = new ArrayList<>();
        for (int number = 1; number <= 200; number++) {
            facts.add(Workbench.fact("chat" + number, number));
        }
        bench.commit(Instant.now(), facts);
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("200"));

        try (Store beside = bench.openBeside()) {
            beside.replays().add("one", "sales", EventFilter.ALL, Instant.now());
        }

        await().untilAsserted(() -> assertThat(seen.lines()).hasSize(200).doesNotHaveDuplicates());
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT seq FROM replay")).containsExactly("1"));
    }

    @Test
    void somethingIsDoneOncePerWindow_andAHandlerThatFailsHasNotUsedItUp() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).oncePer(Window.forever(), event -> event.chat().id())"
                        + ".handle((event, context) -> { seen.add(event.chat().unread() + \".\" + context.attempt());"
                        + " if (context.attempt() == 1) throw new Exception(\"no\"); });");
        bench.start(seen.use("one", "sample"));

        bench.commit(
                Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2), Workbench.fact("bia", 3)));

        await().untilAsserted(() -> assertThat(seen.lines()).containsExactlyInAnyOrder("1.1", "1.2", "3.1", "3.2"));
        await().untilAsserted(() -> assertThat(outcomes()).hasSize(3));
        assertThat(outcomes().get(1)).startsWith("2 chat.new-unread: slot taken since 20");
    }

    @Test
    void aWindowThatIsOverIsFreeAgain() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).oncePer(taken -> taken.plusMillis(1), event -> \"all\")"
                        + ".handle((event, context) -> seen.add(\"\" + event.chat().unread()));");
        bench.start(seen.use("one", "sample"));

        bench.newUnread("ana", 1);
        awaitSeen("1");
        Instant later = Instant.now().plusMillis(2);
        await().until(() -> Instant.now().isAfter(later));
        bench.newUnread("ana", 2);

        awaitSeen("1", "2");
    }

    @Test
    void tellsWhatBecameOfEveryEvent() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).named(\"answer\").where(event -> event.chat().unread() > 1)"
                        + ".where((event, context) -> event.chat().unread() > 2).freshFor(java.time.Duration.ofHours(1))"
                        + ".handle((event, context) -> context.actions().markRead(event.chat()));"
                        + " setup.on(ChatEvent.class).named(\"count\").handle((event, context) -> {});");
        bench.start(seen.use("one", "sample"));

        for (int number = 1; number <= 3; number++) {
            bench.newUnread("ana", number);
        }
        bench.newUnread("ana", 4, Instant.now().minus(Duration.ofHours(3)));

        await().untilAsserted(() -> assertThat(outcomes()).hasSize(4));
        assertThat(outcomes().subList(0, 3))
                .containsExactly(
                        "1 answer: filtered by where 1; count: handled",
                        "2 answer: filtered by where 2; count: handled",
                        "3 answer: handled, 1 action; count: handled");
        assertThat(outcomes().get(3)).startsWith("4 answer: too old by PT2H");
    }

    @Test
    void handsOverOnlyTheLast_whenAChatHasBeenQuiet() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).debounce(java.time.Duration.ofMillis(300))"
                        + ".handle((event, context) -> seen.add(event.chat().id() + event.chat().unread()));");
        Dispatch first = bench.start(seen.use("one", "sample"));
        bench.commit(
                Instant.now(),
                List.of(
                        Workbench.fact("ana", 1),
                        Workbench.fact("bia", 2),
                        Workbench.fact("ana", 3),
                        Workbench.fact("ana", 4)));
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT chat, seq FROM postponed")).containsExactlyInAnyOrder("ana 4", "bia 2"));
        first.close();

        bench.start(seen.use("one", "sample"));

        await().untilAsserted(() -> assertThat(seen.lines()).containsExactlyInAnyOrder("ana4", "bia2"));
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM postponed")).isEmpty());
        assertThat(outcomes().get(3)).contains("then chat.new-unread: handled");
    }

    @Test
    void whatWaitsForAQuietChatIsNotForgotten_whenTheOperatorChangesSomethingMeanwhile() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).debounce(java.time.Duration.ofMillis(1500))"
                        + ".handle((event, context) -> seen.add(\"quiet \" + event.chat().unread()));"
                        + " setup.on(ChatRead.class).handle((event, context) -> { seen.add(\"reading\");"
                        + " while (!seen.contains(\"go\")) Thread.onSpinWait(); });");
        bench.installHandler("other", "seen.add(context.isReplay() ? \"again\" : \"first\");");
        Seen other = new Seen();
        bench.start(sideBySide(seen.use("one", "sample")), other.use("two", "other"));
        bench.newUnread("ana", 1);
        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("1", "1"));
        bench.commit(Instant.now(), List.of(Workbench.read("ana")));
        awaitSeen("reading");

        // The lane reads anew what waits, while a thread is busy with the same chat.
        try (Store beside = bench.openBeside()) {
            beside.replays().add("two", "sales", EventFilter.ALL, Instant.now());
        }
        await().untilAsserted(() -> assertThat(other.lines()).containsExactly("first", "again"));
        seen.tell("go");

        await().untilAsserted(() -> assertThat(seen.lines()).contains("quiet 1"));
    }

    @Test
    void anInstanceDoesNotHearOfItsOwnDoing_unlessItAsks_butOthersDo() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).handle((event, context) -> context.actions().markRead(event.chat()));"
                        + " setup.on(ChatRead.class).handle((event, context) -> seen.add(\"read \" + event.chat().id()));"
                        + " setup.on(ChatRead.class).named(\"own\").includingOwn().handle((event, context) ->"
                        + " seen.add(\"own \" + event.chat().id() + event.meta().causedBy().orElse(\" by others\")));");
        bench.install(
                "other",
                "setup.on(ChatRead.class).handle((event, context) -> seen.add(\"read \" + event.chat().id()));");
        Seen other = new Seen();
        bench.start(seen.use("one", "sample"), other.use("two", "other"));
        bench.newUnread("ana", 1);
        await().untilAsserted(
                        () -> assertThat(bench.store().outbox().queue("sales")).hasSize(1));
        String action = bench.store().outbox().queue("sales").get(0).id();
        bench.store().outbox().claim(action, Instant.now());
        bench.store().outbox().done("sales", action, null, null, Instant.now());

        bench.commit(Instant.now(), List.of(Workbench.read("ana"), Workbench.read("bia")));

        awaitSeen("own anaone", "read bia", "own bia by others");
        await().untilAsserted(() -> assertThat(other.lines()).containsExactly("read ana", "read bia"));
    }

    @Test
    void conditionsHaveNoEffects() throws Exception {
        bench.install(
                "sample",
                "setup.on(NewUnread.class).where((event, context) -> { context.state().put(\"a\", \"b\"); return true; })"
                        + ".handle((event, context) -> seen.add(\"handled\"));");
        bench.start(seen.use("one", "sample"));

        bench.newUnread("ana", 1);

        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT failure FROM dead_letter")).hasSize(1));
        assertThat(bench.rows("SELECT failure FROM dead_letter").get(0))
                .contains("Conditions have no effects; ask for them in handle(…)");
        assertThat(seen.lines()).isEmpty();
    }

    @Test
    void aJobRunsForEveryAccount_butNotAgainBecauseTheAgentWasRestarted() throws Exception {
        bench.install(
                "sample",
                "setup.every(\"count\", java.time.Duration.ofHours(1), context -> { seen.add(context.account() + \" \""
                        + " + context.chats().size()); context.state().put(\"ran\", \"yes\"); });"
                        + " setup.on(NewUnread.class).handle((event, context) -> seen.add(context.state().get(\"ran\").orElse(\"no\")));");
        bench.baseline("ana", "bia");
        Dispatch first = bench.start(seen.use("one", "sample"));
        awaitSeen("sales 2");
        await().untilAsserted(
                        () -> assertThat(bench.rows("SELECT name FROM job")).hasSize(1));
        first.close();

        bench.start(seen.use("one", "sample"));
        bench.newUnread("ana", 1);

        awaitSeen("sales 2", "yes");
    }

    @Test
    void aJobThatFailsIsTriedAgain_asTheSameRun() throws Exception {
        bench.install(
                "sample",
                "setup.every(\"count\", java.time.Duration.ofHours(1), context -> {"
                        + " seen.add(context.attempt() + \" \" + context.idempotencyKey());"
                        + " context.actions().sendText(\"5511999990000\", \"report\");"
                        + " if (context.attempt() < 3) throw new Exception(\"no\"); });");
        bench.baseline();
        bench.start(seen.use("one", "sample"));

        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT target FROM action")).hasSize(1));
        assertThat(seen.lines()).hasSize(3);
        assertThat(seen.lines().stream().map(line -> line.substring(2)).distinct())
                .hasSize(1);
    }

    @Test
    void jobsWaitUntilTheChatsAreKnown() throws Exception {
        bench.install(
                "sample",
                "setup.every(\"count\", java.time.Duration.ofSeconds(1), context -> seen.add(\"\" + context.chats().size()));");
        bench.start(seen.use("one", "sample"));

        bench.baseline("ana", "bia", "caio");

        await().untilAsserted(() -> assertThat(seen.lines()).isNotEmpty());
        assertThat(seen.lines()).containsOnly("3");
    }

    @Test
    void tellsAPluginOnceWhatItLost_beforeWhatComesNext() throws Exception {
        bench.install(
                "sample",
                "setup.onGap((gap, context) -> { seen.add(\"lost \" + gap.first() + \"-\" + gap.last() + \".\" + context.attempt());"
                        + " if (context.attempt() == 1) throw new Exception(\"busy\"); });"
                        + " setup.on(NewUnread.class).handle((event, context) -> seen.add(\"\" + event.chat().unread()));");
        PluginUse use = seen.use("one", "sample");
        bench.start(use).close();
        Instant past = Instant.now().minus(Duration.ofDays(8));
        bench.newUnread("ana", 1, past);
        bench.newUnread("ana", 2, past);
        Instant inAWeek = Instant.now().plus(Duration.ofDays(8));
        bench.store().pruning().prune(Instant.now(), List.of(), inAWeek);
        bench.newUnread("ana", 3);

        bench.start(use);

        awaitSeen("lost 1-2.1", "lost 1-2.2", "3");
    }

    @Test
    void differentChatsSideBySide_oneChatInOrder() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(\"begin \" + event.chat().id() + number);"
                        + " String other = event.chat().id().equals(\"ana\") ? \"begin bia3\" : \"begin ana1\";"
                        + " while (!seen.contains(other)) Thread.onSpinWait();"
                        + " seen.add(\"end \" + event.chat().id() + number);");
        bench.start(sideBySide(seen.use("one", "sample")));

        bench.commit(
                Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2), Workbench.fact("bia", 3)));

        await().untilAsserted(() -> assertThat(seen.lines())
                .hasSize(6)
                .containsSubsequence("begin ana1", "end ana1", "begin ana2", "end ana2"));
        assertThat(seen.lines().subList(0, 2)).containsExactlyInAnyOrder("begin ana1", "begin bia3");
    }

    @Test
    void whatAnotherThreadFailedToMakeDurableIsDeliveredAgain() throws Exception {
        bench.install(
                "sample",
                "List<String> buffer = new java.util.concurrent.CopyOnWriteArrayList<>();"
                        + " setup.on(NewUnread.class).handle((event, context) -> {"
                        + " buffer.add(event.chat().id() + event.chat().unread());"
                        + " while (event.chat().unread() == 2 && !seen.contains(\"dropped\")) Thread.onSpinWait();"
                        + " while (event.chat().unread() == 3 && seen.isEmpty() && !buffer.contains(\"ana2\")) Thread.onSpinWait(); });"
                        + " setup.beforeAck(() -> { if (seen.isEmpty()) { buffer.clear(); seen.add(\"dropped\");"
                        + " throw new java.io.IOException(\"full\"); } for (String each : buffer) { seen.add(each); buffer.remove(each); } });");
        bench.start(sideBySide(seen.use("one", "sample")));

        bench.commit(
                Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2), Workbench.fact("bia", 3)));

        await().untilAsserted(() ->
                assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("3"));
        assertThat(seen.lines()).contains("ana1", "ana2", "bia3");
    }

    @Test
    void aNewInstanceMayBeginAtTheStart() throws Exception {
        bench.installHandler("sample", "seen.add(\"\" + number);");
        bench.newUnread("ana", 1);
        bench.newUnread("ana", 2);
        PluginUse one = seen.use("one", "sample");

        bench.start(new PluginUse(one.instance(), one.use(), one.accounts(), 1, true, one.settings(), one.origin()));

        awaitSeen("1", "2");
    }

    @Test
    void whenOneEventAfterTheOtherFails_itIsThePlugin_andItIsLeftAlone() throws Exception {
        bench.installHandler("sample", "seen.add(\"\" + number); throw new Exception(\"service down\");");
        bench.installHandler("healthy", "seen.add(\"\" + number);");
        Seen healthy = new Seen();
        bench.start(Workbench.PATIENT, Workbench.AT_LAST, seen.use("one", "sample"), healthy.use("two", "healthy"));

        List<Fact> facts = new ArrayList<>();
        for (int number = 1; number <= 9; number++) {
            facts.add(Workbench.fact("chat" + number, number));
        }
        bench.commit(Instant.now(), facts);

        await().untilAsserted(() -> assertThat(healthy.lines()).hasSize(9));
        await().untilAsserted(() -> assertThat(seen.lines()).contains("1", "2", "3", "4", "5"));
        bench.newUnread("ana", 10);
        await().untilAsserted(() -> assertThat(healthy.lines()).hasSize(10));
        assertThat(seen.lines()).doesNotContain("6", "7", "8", "9", "10");
    }

    private static PluginUse sideBySide(PluginUse use) {
        return new PluginUse(
                use.instance(), use.use(), use.accounts(), 2, use.fromStart(), use.settings(), use.origin());
    }

    private void awaitSeen(String... lines) {
        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly(lines));
    }

    private List<String> outcomes() throws Exception {
        return bench.rows("SELECT seq, outcome FROM delivery ORDER BY seq");
    }
}
