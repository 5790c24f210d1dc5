package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to watch an account of two thousand chats. */
class CostTest {
    private static final int CHATS = 2_000;
    private static final int PAGE = 100;

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    @Test
    void betweenSweepsTwoRequestsAPoll_andAMessageIsSeenByTheNextPoll_andAChangeBelowInItsTurn() throws Exception {
        SimulatedAccount world = simulator.account("large");
        Lookout.fill(world, time, CHATS);
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "large", time, PAGE)) {
            lookout.settle();
            lookout.news();
            int before = requests(world);
            int polls = 60;
            for (int i = 0; i < polls; i++) {
                world.receive(Lookout.phone(1_000 + i), 1);
                lookout.poll();
                assertThat(lookout.heard()).containsExactly("chat.new-unread");
            }
            assertThat(requests(world) - before).isLessThanOrEqualTo(2 * polls);

            world.markSpam(Lookout.phone(1_777));
            for (int i = 0; i < CHATS / PAGE + 2; i++) {
                lookout.poll();
            }
            assertThat(lookout.heard()).containsExactly("chat.marked-spam");
        }
    }

    private static int requests(SimulatedAccount world) {
        return world.requests(Call.CHATS) + world.requests(Call.STATUS) + world.requests(Call.CHAT);
    }
}
