package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.AccountConnected;
import dev.vigia.api.ChatPlugin;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The plugin as the agent uses it. */
class ConsoleTest {
    private final List<String> printed = new ArrayList<>();

    @Test
    void eachEvent_isOneLine() {
        try (TestAgent agent = start("color = never")) {
            agent.baseline(TestChat.of("5511987650001"));
            agent.deliver(new AccountConnected(agent.meta()));
        }

        assertThat(printed)
                .containsExactly("17:20:07  sales       watching  1 chats", "17:20:07  sales       phone connected");
    }

    @Test
    void eventsThatAreNotAskedFor_areNotShown() {
        try (TestAgent agent = start("color = never, events = [account.connected]")) {
            agent.baseline();
            agent.deliver(new AccountConnected(agent.meta()));
        }

        assertThat(printed).containsExactly("17:20:07  sales       phone connected");
    }

    @Test
    void misspeltEvent_isRefused() {
        assertThatThrownBy(() -> start("events = [chat.new-unred]"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("plugin instance \"console\": settings:1: settings cannot be used:"
                        + " events has \"chat.new-unred\", which is no type of event; there are account.base")
                .hasMessageContaining(", chat.new-unread, ");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(Console.class);
    }

    private TestAgent start(String settings) {
        Console console = new Console(printed::add, ZoneId.of("America/Sao_Paulo"));
        return TestAgent.start(console, TestUse.usual().settings(settings).at(Instant.parse("2026-01-15T20:20:07Z")));
    }
}
