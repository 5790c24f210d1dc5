package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As long as the phone is not connected, that is all there is to tell. */
class PhoneTest {
    private static final int PAGE = 20;
    private static final String AWAY = "{\"connected\":false,\"error\":\"You are not connected.\"}";

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Passage passage;
    private Lookout lookout;

    @BeforeEach
    void start() throws Exception {
        world = simulator.account("phone");
        Lookout.fill(world, time, 3 * PAGE);
        passage = new Passage(simulator.simulator().baseUrl());
        lookout = new Lookout(directory, passage.url(), "phone", time, PAGE);
        lookout.poll();
        lookout.poll();
        lookout.news();
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
        passage.close();
    }

    @Test
    void aLostConnection_isToldOnceByThePollAfterTheEmptyList_andNotAsAFailure() throws Exception {
        world.disconnect();
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.disconnected");
        assertThat(lookout.poller().health()).isEqualTo("disconnected");

        for (int i = 0; i < 20; i++) {
            lookout.poll();
        }
        lookout.restart();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.poller().health()).isEqualTo("disconnected");

        world.connect();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.connected");
        lookout.poll();
        lookout.restart();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.poller().health()).isEqualTo("watched");
    }

    @Test
    void whatTheListShowsMeanwhile_isNotBelieved() throws Exception {
        world.fault(Fault.body(AWAY).on(Call.STATUS));
        world.receive(Lookout.phone(1), 5);
        lookout.poll();
        world.markSpam(Lookout.phone(2));
        lookout.poll();
        lookout.sweep();
        assertThat(lookout.heard()).containsExactly("account.disconnected");
        assertThat(lookout.chat(Lookout.phone(1)).unread()).isZero();

        world.clearFaults();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.connected", "chat.new-unread", "chat.marked-spam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chats 1", "chats 2", "chats 3", "chats 4"})
    void aConnectionLostInTheMiddleOfASweep_tellsThatAlone(String when) throws Exception {
        world.receive(Lookout.phone(50), 5);
        world.receive(Lookout.phone(51), 5);
        passage.before(question -> {
            if (question.equals(when)) {
                world.disconnect();
            }
        });
        lookout.sweep();
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.disconnected");
        assertThat(lookout.chats()).hasSize(3 * PAGE);
        assertThat(lookout.chat(Lookout.phone(50)).unread()).isZero();

        passage.before(question -> {});
        world.connect();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.connected", "chat.new-unread", "chat.new-unread");
    }

    @Test
    void aPhoneWithoutConnectionAtFirst_isToldBeforeTheBaseline() throws Exception {
        SimulatedAccount other = simulator.account("other");
        other.disconnect();
        try (Lookout first =
                new Lookout(directory.resolve("other"), simulator.simulator().baseUrl(), "other", time, PAGE)) {
            first.poll();
            first.poll();
            assertThat(first.heard()).containsExactly("account.disconnected");
            Lookout.fill(other, time, 3);
            other.connect();
            first.poll();
            assertThat(first.heard()).containsExactly("account.connected", "account.baselined");
        }
    }
}
