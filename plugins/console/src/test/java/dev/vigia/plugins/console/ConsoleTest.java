package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.ChatPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The plugin as the agent uses it. */
class ConsoleTest {
    private final List<String> printed = new ArrayList<>();

    @Test
    void eachEvent_isOneLine() throws Exception {
        RecordingSetup setup = setUp(List.of());
        setup.deliver(new AccountBaselined(Sample.META, 412));
        setup.deliver(new AccountConnected(Sample.META));

        assertThat(printed)
                .containsExactly("17:20:07  sales       watching  412 chats", "17:20:07  sales       phone connected");
    }

    @Test
    void eventsThatAreNotAskedFor_areNotShown() throws Exception {
        RecordingSetup setup = setUp(List.of("account.connected"));
        setup.deliver(new AccountBaselined(Sample.META, 412));
        setup.deliver(new AccountConnected(Sample.META));

        assertThat(printed).containsExactly("17:20:07  sales       phone connected");
    }

    @Test
    void misspeltEvent_isRefused() {
        assertThatThrownBy(() -> new Console.Settings(Color.AUTO, false, List.of("chat.new-unred")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "events has \"chat.new-unred\", which is no type of event; there are account.base")
                .hasMessageContaining(", chat.new-unread, ");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(Console.class);
    }

    private RecordingSetup setUp(List<String> events) {
        RecordingSetup setup = new RecordingSetup(new Console.Settings(Color.NEVER, false, events));
        new Console(printed::add, Sample.ZONE).setup(setup);
        return setup;
    }
}
