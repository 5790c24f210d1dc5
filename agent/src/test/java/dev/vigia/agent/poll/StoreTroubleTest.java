package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be stored is not lost: it is seen again, and told once when the store works again. */
class StoreTroubleTest {
    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;

    @BeforeEach
    void start() throws Exception {
        world = simulator.account("stored");
        Lookout.fill(world, time, 5);
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "stored", time, 20);
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
    }

    @Test
    void aChange_isToldOnceAndLater() throws Exception {
        lookout.poll();
        lookout.poll();
        lookout.news();
        lookout.breakWrites("event");
        world.receive(Lookout.phone(1), 2);
        for (int i = 0; i < 5; i++) {
            assertThat(lookout.poll()).isGreaterThanOrEqualTo(Lookout.INTERVAL);
            assertThat(lookout.poller().isFailing()).isTrue();
            assertThat(lookout.poller().health()).isEqualTo("not-stored");
        }
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.chat(Lookout.phone(1)).unread()).isZero();

        lookout.mendWrites();
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
        assertThat(lookout.poller().isFailing()).isFalse();
        assertThat(lookout.poller().health()).isEqualTo("watched");
        lookout.restart();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void theBaseline_isTakenLater() throws Exception {
        lookout.breakWrites("chat");
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.chats()).isEmpty();

        lookout.mendWrites();
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.baselined");
        assertThat(lookout.chats()).hasSize(5);
    }

    @Test
    void aLockedDatabase_delaysAndLosesNothing() throws Exception {
        lookout.poll();
        lookout.poll();
        lookout.news();
        world.receive(Lookout.phone(1), 2);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + lookout.database());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            lookout.poll();
            assertThat(lookout.poller().isFailing()).isTrue();
        }
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
    }

    @Test
    void anAccountThatFailsMeanwhile_isToldLater() throws Exception {
        lookout.poll();
        lookout.news();
        lookout.breakWrites("event");
        world.fault(Fault.status(500).on(Call.CHATS));
        for (int i = 0; i < 5; i++) {
            lookout.poll();
        }
        assertThat(lookout.heard()).isEmpty();
        lookout.mendWrites();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.failing");
        world.clearFaults();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.recovered");
    }

    @Test
    void troubleOfTheStore_isNoTroubleOfTheAccount() throws Exception {
        lookout.poll();
        lookout.poll();
        lookout.news();
        lookout.breakWrites("event");
        world.receive(Lookout.phone(1), 2);
        lookout.poll();
        lookout.poll();
        lookout.mendWrites();
        world.fault(Fault.status(500).on(Call.CHATS).times(2));
        lookout.poll();
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
    }
}
