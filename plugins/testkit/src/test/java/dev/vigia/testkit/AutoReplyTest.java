package dev.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.NewUnread;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** How the author of a plugin tests it. */
class AutoReplyTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final TestUse AT_NIGHT =
            TestUse.usual().settings("text = Fechado").at(LocalDateTime.of(2026, 1, 15, 22, 0), SAO_PAULO);

    @Test
    void answersAtNight_oncePerChatAndDay() {
        try (TestAgent agent = TestAgent.start(new AutoReply(), AT_NIGHT)) {
            agent.newUnread("5511990000001", 0, 1);
            agent.newUnread("5511990000001", 1, 2);
            agent.newUnread("5511990000002", 0, 1);
            assertThat(agent.sent())
                    .hasToString("[send-text to 5511990000001: Fechado, send-text to 5511990000002: Fechado]");

            agent.advance(Duration.ofHours(3));
            agent.newUnread("5511990000001", 2, 3);
            assertThat(agent.sent()).hasSize(3);
        }
    }

    @Test
    void keepsSilent_duringTheDay_inGroups_andWhenItIsTooLate() {
        try (TestAgent agent = TestAgent.start(new AutoReply(), AT_NIGHT)) {
            agent.newUnread("120363000000000001-group", 0, 1);
            agent.deliver(new NewUnread(
                    agent.meta().at(agent.now().minus(Duration.ofHours(1))),
                    TestChat.of("5511990000001"),
                    TestChat.of("5511990000001").withUnread(1)));
            agent.advance(Duration.ofHours(12));
            agent.newUnread("5511990000002", 0, 1);

            assertThat(agent.sent()).isEmpty();
            assertThat(agent.outcomes())
                    .containsExactly(
                            "chat.new-unread: filtered by where 1",
                            "chat.new-unread: too old by PT30M",
                            "chat.new-unread: filtered by where 2");
        }
    }

    @Test
    void answersOnce_alsoIfTheAgentIsKilled() {
        try (TestAgent agent = TestAgent.start(new AutoReply(), AT_NIGHT)) {
            agent.failNextCommit();
            agent.newUnread("5511990000001", 0, 1);
            assertThat(agent.sent()).isEmpty();

            agent.advance(Duration.ofSeconds(1));
            assertThat(agent.sent()).extracting(Sent::text).containsExactly("Fechado");
        }
    }

    @Test
    void refusesSettingsThatItDoesNotHave() {
        assertThatThrownBy(() -> TestAgent.start(new AutoReply(), "txt = hi, opens = 25h"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "plugin instance \"auto-reply\": settings:1: settings.opens must be a time of day such as 09:00\n"
                                + "plugin instance \"auto-reply\": settings:1: unknown key 'txt' in settings; did you mean 'text'?");
    }
}
