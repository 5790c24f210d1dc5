package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mute that ends by the clock is told once, though the gateway says nothing, and then says it late. */
class MuteTest {
    private static final String CHAT = Lookout.phone(45);

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;

    @BeforeEach
    void start() throws Exception {
        world = simulator.account("muted");
        Lookout.fill(world, time, 50);
        world.mute(CHAT, time.instant().plus(Duration.ofMinutes(5)));
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "muted", time, 20);
        lookout.poll();
        lookout.poll();
        lookout.news();
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsOnce(boolean restarted) throws Exception {
        time.advance(Duration.ofMinutes(4));
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        if (restarted) {
            lookout.restart();
        }
        time.advance(Duration.ofMinutes(1));
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.unmuted");
        assertThat(lookout.chat(CHAT).muted()).isFalse();

        // The gateway goes on showing it as muted, and shows so on the newest page as well.
        lookout.poll();
        world.ownMessage(CHAT);
        lookout.poll();
        lookout.sweep();
        if (restarted) {
            lookout.restart();
        }
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.activity");

        world.unmute(CHAT);
        lookout.poll();
        lookout.sweep();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void endsByTheClock_whileTheAgentIsDown() throws Exception {
        lookout.restart();
        time.advance(Duration.ofDays(1));
        world.unmute(CHAT);
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.unmuted");
    }

    @Test
    void endsByHand_once_andNotAgainByTheClock() throws Exception {
        world.unmute(CHAT);
        lookout.sweep();
        lookout.poll();
        time.advance(Duration.ofMinutes(10));
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.unmuted");
    }

    @Test
    void mayBeginAgain_afterItsEnd() throws Exception {
        time.advance(Duration.ofMinutes(6));
        lookout.poll();
        world.mute(CHAT, time.instant().plus(Duration.ofMinutes(5)));
        lookout.sweep();
        assertThat(lookout.heard()).containsExactly("chat.unmuted");
        world.mute(CHAT, time.instant().plus(Duration.ofMinutes(50)));
        lookout.sweep();
        assertThat(lookout.heard()).containsExactly("chat.muted");
        world.mute(CHAT);
        lookout.sweep();
        time.advance(Duration.ofDays(100));
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.muted");
    }
}
