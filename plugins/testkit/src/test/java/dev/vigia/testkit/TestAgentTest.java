package dev.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.RetryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the test kit has beyond what it shares with the agent, which the agent's tests prove: time, and the test's own doing. */
class TestAgentTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void timePassesOnlyByTheTest_andWhatIsDueOnTheWayIsDoneAtItsTime() {
        ChatPlugin plugin = setup -> {
            setup.every("look", Duration.ofSeconds(4), context -> seen.add("job " + context.now()));
            setup.on(NewUnread.class).handle((event, context) -> {
                seen.add("attempt " + context.attempt() + " " + context.now());
                if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
        };
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.newUnread("ana", 0, 1);
            agent.advance(Duration.ofSeconds(5));
            assertThat(agent.failures()).hasSize(2);
        }

        assertThat(seen)
                .containsExactly(
                        "job 2026-01-15T12:00:00Z",
                        "attempt 1 2026-01-15T12:00:00Z",
                        "attempt 2 2026-01-15T12:00:01Z",
                        "attempt 3 2026-01-15T12:00:03Z",
                        "job 2026-01-15T12:00:04Z");
    }

    @Test
    void whatIsStoredGoesOnOverARestart_andWhatIsLearntDoesNot() {
        try (TestAgent agent = TestAgent.start(counting("old"), "text = hi")) {
            agent.baseline(TestChat.of("ana"));
            agent.newUnread("ana", 0, 1);
            agent.advance(Duration.ofMinutes(40));

            agent.restart(counting("new"), "text = ho");
            agent.newUnread("ana", 1, 2);
            agent.advance(Duration.ofMinutes(20));

            assertThat(agent.sent().toString()).isEqualTo("[send-text to ana: hi, send-text to ana: ho]");
            assertThat(agent.state().get("count")).contains("2");
        }
        assertThat(seen)
                .containsExactly(
                        "old job 2026-01-15T12:00:00Z",
                        "old quiet",
                        "old closed",
                        "new job 2026-01-15T13:00:00Z",
                        "new quiet",
                        "new closed");
    }

    /** The settings of {@link #counting}. */
    public record Text(String text) {}

    private ChatPlugin counting(String version) {
        return setup -> {
            String text = setup.settings(Text.class).text();
            setup.closeAtEnd(() -> seen.add(version + " closed"));
            setup.every("look", Duration.ofHours(1), context -> seen.add(version + " job " + context.now()));
            setup.on(NewUnread.class).handle((event, context) -> {
                int count = context.state().get("count").map(Integer::parseInt).orElse(0) + 1;
                context.state().put("count", Integer.toString(count));
                context.actions().sendText(event.chat(), text);
            });
            setup.on(NewUnread.class)
                    .named("quiet")
                    .debounce(Duration.ofMinutes(20))
                    .handle((event, context) -> seen.add(version + " quiet"));
        };
    }

    @Test
    void aTestThatDoesNotAskForFailures_isToldOfThem() {
        TestAgent agent = TestAgent.start(setup -> setup.on(NewUnread.class).handle((event, context) -> {
            throw new IllegalStateException("no service");
        }));
        agent.newUnread("ana", 0, 1);

        assertThatThrownBy(agent::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no service")
                .hasMessageContaining("asked neither for failures() nor for deadLetters()");
        agent.close();
        assertThatThrownBy(() -> agent.newUnread("ana", 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noneIsDelivered_ifOneOfThemCannotBe() {
        ChatPlugin plugin = setup -> setup.on(NewUnread.class)
                .handle((event, context) -> seen.add(event.chat().id()));
        try (TestAgent agent = TestAgent.start(plugin)) {
            TestChat ana = TestChat.of("ana");
            NewUnread event = new NewUnread(agent.meta(), ana, ana.withUnread(1));

            assertThatThrownBy(() -> agent.deliver(event, event)).isInstanceOf(IllegalArgumentException.class);
            agent.newUnread("bia", 0, 1);
        }
        assertThat(seen).containsExactly("bia");
    }

    @Test
    void whatHadEffectsIsNotDeliveredAgainByItself_butByTheOperator_onceIfItWaits() {
        ChatPlugin plugin = setup -> setup.on(NewUnread.class).handle((event, context) -> {
            seen.add("replay " + context.isReplay());
            context.state().put("seen", "1");
            if (context.isReplay() && context.attempt() == 1) {
                throw new IllegalStateException("not now");
            }
        });
        try (TestAgent agent = TestAgent.start(plugin)) {
            NewUnread event = agent.newUnread("ana", 0, 1);

            assertThatThrownBy(() -> agent.redeliver(event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("had effects");
            agent.replay(event);
            agent.replay(event);
            agent.advance(Duration.ofMinutes(1));
            assertThat(agent.failures()).hasSize(2);
        }
        assertThat(seen).containsExactly("replay false", "replay true", "replay true", "replay true");
    }

    @Test
    void jobsBegin_whenTheFirstLookIsComplete() {
        ChatPlugin plugin = setup -> setup.every(
                "look",
                Duration.ofHours(1),
                context -> seen.add("chats " + context.chats().size()));
        try (TestAgent agent = TestAgent.start(plugin)) {
            assertThat(seen).isEmpty();
            agent.deliver(new AccountBaselined(agent.meta(), 0));
        }
        assertThat(seen).containsExactly("chats 0");
    }

    @Test
    void accountsAreApart() {
        ChatPlugin plugin = setup -> {
            setup.every(
                    "count",
                    Duration.ofHours(1),
                    context ->
                            seen.add(context.account() + " " + context.chats().size()));
            setup.on(NewUnread.class)
                    .handle((event, context) ->
                            context.state().put("last", event.chat().id()));
        };
        try (TestAgent agent = TestAgent.start(plugin, TestUse.usual().accounts("sales", "support"))) {
            agent.baseline(TestChat.of("ana"), TestChat.of("bia"));
            agent.account("support").newUnread("caio", 0, 1);

            assertThat(seen).containsExactly("sales 2", "support 1");
            assertThat(agent.state().keys()).isEmpty();
            assertThat(agent.account("support").state().get("last")).contains("caio");
            assertThatThrownBy(() -> agent.account("sails"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the plugin is not used for the account \"sails\", only for sales, support");
        }
    }

    @Test
    void whatCannotBeStoredLeavesNothing_andComesAgainAsTheSameAttempt() {
        ChatPlugin plugin = setup -> setup.on(NewUnread.class).handle((event, context) -> {
            seen.add(context.attempt() + context.state().get("was").orElse(" new"));
            context.state().put("was", " here");
        });
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.failNextCommit();
            agent.newUnread("ana", 0, 1);
            assertThat(agent.state().keys()).isEmpty();
            assertThat(agent.outcomes()).isEmpty();

            agent.advance(Duration.ofSeconds(1));
            assertThat(seen).containsExactly("1 new", "1 new");
            assertThat(agent.state().get("was")).contains(" here");
        }
    }

    @Test
    void aJobThatCannotBeStoredRunsAgain() {
        ChatPlugin plugin = setup -> setup.every("send", Duration.ofHours(1), context -> {
            seen.add(context.attempt() + " " + context.idempotencyKey());
            context.actions().sendText("5511990000001", "report");
        });
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.failNextCommit();
            agent.baseline();
            agent.advance(Duration.ofMinutes(1));

            assertThat(agent.sent()).hasSize(1);
            assertThat(seen)
                    .hasSize(2)
                    .allMatch(line -> line.endsWith(seen.get(0).substring(2)));
        }
    }

    @Test
    void aPluginThatFailsAtEverythingIsTriedEverMoreRarely_untilItSucceeds() {
        ChatPlugin plugin = setup -> setup.on(NewUnread.class).handle((event, context) -> {
            seen.add(event.chat().id());
            if (seen.size() < 13) {
                throw new IllegalStateException("service down");
            }
        });
        try (TestAgent agent = TestAgent.start(plugin)) {
            for (String chat : List.of("a", "b", "c", "d", "e", "f")) {
                agent.newUnread(chat, 0, 1);
            }
            assertThat(seen).hasSize(5);

            agent.advance(Duration.ofMinutes(6));
            assertThat(seen).hasSize(7);

            agent.advance(Duration.ofHours(4));
            assertThat(seen).hasSize(18);
            assertThat(agent.outcomes()).hasSize(6);
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @Test
    void whatIsLostIsToldFirst_untilThePluginTookNotice() {
        ChatPlugin plugin = setup -> {
            setup.onGap((gap, context) -> {
                seen.add(gap.account() + " " + gap.first() + "-" + gap.last() + "." + context.attempt());
                if (context.attempt() == 1) {
                    throw new RetryLater(Duration.ofDays(1), "busy");
                }
            });
            setup.on(NewUnread.class)
                    .handle((event, context) -> seen.add("event " + event.meta().sequence()));
        };
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.lose(3);
            agent.newUnread("ana", 0, 1);
            assertThat(seen).containsExactly("sales 1-3.1");

            agent.advance(Duration.ofSeconds(1));
            assertThat(seen).containsExactly("sales 1-3.1", "sales 1-3.2", "event 4");
        }
    }

    @Test
    void whatBecameOfActionsIsTold_once() {
        ChatPlugin plugin = setup -> {
            setup.on(NewUnread.class)
                    .handle((event, context) -> seen.add(context.actions().sendText(event.chat(), "hi")));
            setup.on(ActionEvent.class)
                    .handle((event, context) ->
                            seen.add(event.type() + " " + event.action().id() + " "
                                    + event.action().failure().orElse("well")));
        };
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.newUnread("ana", 0, 1);
            agent.newUnread("bia", 0, 1);
            agent.newUnread("caio", 0, 1);
            agent.done(agent.sent().get(0));
            agent.failed(agent.sent().get(1), "no such number");
            agent.inDoubt(agent.sent().get(2), "the connection broke");

            assertThat(seen.subList(3, 6))
                    .containsExactly(
                            "action.done " + seen.get(0) + " well",
                            "action.failed " + seen.get(1) + " no such number",
                            "action.in-doubt " + seen.get(2) + " the connection broke");
            assertThatThrownBy(() -> agent.done(agent.sent().get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("what became of this action was told before: send-text to ana: hi");
        }
    }

    @Test
    void chatsAreWhatTheEventsSoFarTold() {
        ChatPlugin plugin = setup -> setup.on(NoteChanged.class)
                .handle((event, context) ->
                        context.chats().stream().map(Chat::toJson).sorted().forEach(seen::add));
        try (TestAgent agent = TestAgent.start(plugin)) {
            TestChat ana = TestChat.of("ana").withName("Ana");
            agent.baseline(ana, TestChat.of("bia"), TestChat.of("caio"));
            agent.removed("bia");
            agent.archived("ana");
            agent.muted("ana");
            agent.renamed("caio", "Caio");
            agent.changed(NoteChanged::new, "caio", chat -> chat.withNote("calls"));

            TestChat now = ana.withArchived(true).withMuteUntil(Chat.FOREVER);
            assertThat(agent.chat("ana")).isEqualTo(now);
            assertThat(seen)
                    .containsExactly(
                            now.toJson(),
                            TestChat.of("caio")
                                    .withName("Caio")
                                    .withNote("calls")
                                    .toJson());
        }
    }

    @Test
    void whatIsStoredForAWhileIsGoneAfterwards_andTheTestMayStoreItself() {
        ChatPlugin plugin = setup -> setup.on(NewUnread.class)
                .handle((event, context) -> context.state(event.chat())
                        .put("greeting", context.state().get("greeting").orElse("none"), Duration.ofMinutes(1)));
        try (TestAgent agent = TestAgent.start(plugin)) {
            agent.state().put("greeting", "Bom dia");
            agent.newUnread("ana", 0, 1);
            assertThat(agent.state(agent.chat("ana")).get("greeting")).contains("Bom dia");

            agent.advance(Duration.ofMinutes(1));
            assertThat(agent.state(agent.chat("ana")).keys()).isEmpty();
        }
    }

    @Test
    void eventsAreNewOrDeliveredAgain_andNobodyDeliversBesideTheTest() {
        List<TestAgent> agents = new ArrayList<>();
        ChatPlugin plugin = setup -> setup.on(NewUnread.class).handle((event, context) -> {
            seen.add(context.isReplay() ? "again" : "new");
            agents.forEach(agent -> agent.advance(Duration.ZERO));
        });
        TestAgent agent = TestAgent.start(plugin);
        NewUnread event = agent.newUnread("ana", 0, 1);
        agent.redeliver(event);
        agent.replay(event);
        assertThat(seen).containsExactly("new", "new", "again");

        assertThatThrownBy(() -> agent.deliver(event)).hasMessageContaining("was delivered before");
        assertThatThrownBy(() -> agent.replay(new NewUnread(agent.meta(), event.before(), event.chat())))
                .hasMessageContaining("was never delivered");
        agents.add(agent);
        agent.newUnread("ana", 1, 2);
        assertThat(agent.failures().get(0).thrown()).hasMessageContaining("Only the test moves the clock");
        agent.close();
        assertThatThrownBy(() -> agent.newUnread("ana", 2, 3)).hasMessage("the test agent is closed");
    }

    @Test
    void whatWasOpenedIsClosedInReverse_alsoIfThePluginRefuses() {
        ChatPlugin plugin = setup -> {
            setup.closeAtEnd(() -> seen.add("first"));
            setup.closeAtEnd(() -> {
                seen.add("second");
                throw new IllegalStateException("stuck");
            });
            setup.log().info("opened {}", 2);
            setup.settings(AutoReply.Settings.class);
        };
        TestAgent agent = TestAgent.start(plugin);
        agent.close();
        agent.close();
        assertThat(seen).containsExactly("second", "first");
        assertThat(agent.log()).hasSize(2).first().isEqualTo("INFO opened 2");
        assertThat(agent.log().get(1)).startsWith("WARN Plugin instance \"plugin\" could not close its ");

        assertThatThrownBy(() -> TestAgent.start(plugin, "closes = 9pm")).isInstanceOf(RefusedException.class);
        assertThat(seen).hasSize(4);
    }
}
