package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.api.AccountBaselined;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first look at an account holds all its chats and tells of none. */
class BaselineTest {
    private static final int PAGE = 20;

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
        world = simulator.account("first");
        passage = new Passage(simulator.simulator().baseUrl());
        lookout = new Lookout(directory, passage.url(), "first", time, PAGE);
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
        passage.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PAGE - 1, PAGE, PAGE + 1, 5 * PAGE, 7 * PAGE + 3})
    void holdsAllChats_andMakesOneEvent(int chats) throws Exception {
        Lookout.fill(world, time, chats);

        lookout.poll();

        assertThat(lookout.news())
                .singleElement()
                .isInstanceOfSatisfying(
                        AccountBaselined.class,
                        event -> assertThat(event.chats()).isEqualTo(chats));
        assertThat(lookout.chats()).hasSize(chats);
        assertThat(lookout.poller().health()).isEqualTo("watched");
    }

    @Test
    void isTakenOnce_alsoAcrossRestarts() throws Exception {
        Lookout.fill(world, time, 3);
        lookout.poll();
        lookout.restart();
        lookout.poll();
        lookout.sweep();

        assertThat(lookout.heard()).containsExactly("account.baselined");
    }

    @Test
    void holdsChatsThatJumpToTheTop_whileTheListIsRead() throws Exception {
        Lookout.fill(world, time, 5 * PAGE);
        passage.before(question -> {
            if (question.equals("chats 2")) {
                world.ownMessage(Lookout.phone(4 * PAGE));
            }
        });
        lookout.poll();
        passage.before(question -> {});
        lookout.poll();
        lookout.sweep();

        // Before or after the message, as it happened to be read; but never as a chat that is new.
        assertThat(lookout.heard()).isSubsetOf("account.baselined", "chat.activity");
        assertThat(lookout.chats()).hasSize(5 * PAGE);
    }

    @Test
    void isWhole_whenAPageInTheMiddleComesEmptyOnce() throws Exception {
        Lookout.fill(world, time, 5 * PAGE);
        world.fault(Fault.emptyList().on(Call.CHATS).after(2).times(1));
        lookout.poll();
        lookout.poll();
        lookout.sweep();

        assertThat(lookout.heard()).containsExactly("account.baselined");
        assertThat(lookout.chats()).hasSize(5 * PAGE);
    }

    @Test
    void waitsForTheChatsOfAPhoneThatWasJustConnected() throws Exception {
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.poller().health()).isEqualTo("starting");

        Lookout.fill(world, time, 3);
        lookout.poll();

        assertThat(lookout.heard()).containsExactly("account.baselined");
        assertThat(lookout.chats()).hasSize(3);
    }

    @Test
    void isEmpty_whenTheListStaysEmpty() throws Exception {
        List.of(1, 2, 3).forEach(look -> lookout.poll());
        assertThat(lookout.heard()).containsExactly("account.baselined");

        Lookout.fill(world, time, 1);
        world.receive(Lookout.phone(0), 2);
        lookout.poll();

        assertThat(lookout.heard()).containsExactly("chat.added", "chat.new-unread");
    }

    @Test
    void beginsAnew_whenOnePageFails() throws Exception {
        Lookout.fill(world, time, 3 * PAGE);
        world.fault(Fault.status(500).on(Call.CHATS).after(2).times(1));
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.chats()).isEmpty();

        lookout.poll();

        assertThat(lookout.heard()).containsExactly("account.baselined");
        assertThat(lookout.chats()).hasSize(3 * PAGE);
    }

    @Test
    void isNotTaken_whenThePhoneLosesItsConnectionMeanwhile() throws Exception {
        Lookout.fill(world, time, 3 * PAGE);
        passage.before(question -> {
            if (question.equals("chats 2")) {
                world.disconnect();
            }
        });
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("account.disconnected");

        passage.before(question -> {});
        world.connect();
        lookout.poll();

        assertThat(lookout.heard()).containsExactly("account.connected", "account.baselined");
        assertThat(lookout.chats()).hasSize(3 * PAGE);
    }
}
