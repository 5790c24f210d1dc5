package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the operator has erased beside a running agent must not come back out of its memory. */
class ForgottenChatTest {
    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;

    @BeforeEach
    void start() throws Exception {
        world = simulator.account("forgetful");
        Lookout.fill(world, time, 5);
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "forgetful", time, 20);
        lookout.settle();
        lookout.news();
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
    }

    private void forget(String phone) throws Exception {
        StoreSettings settings = new StoreSettings("jdbc:sqlite:" + lookout.database(), Duration.ofDays(7));
        try (Store beside = Store.openToChange(settings)) {
            beside.erasure().erase(beside.chats().exactly(Lookout.ACCOUNT, phone));
        }
    }

    @Test
    void aChatThatIsStillThere_isSeenAsANewOne() throws Exception {
        forget(Lookout.phone(1));
        assertThat(lookout.chats()).hasSize(4);
        lookout.poller().changedFromOutside();
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.added");
        assertThat(lookout.chats()).hasSize(5);
        assertThat(lookout.poller().isFailing()).isFalse();
    }

    @Test
    void aChatThatIsGone_staysForgotten() throws Exception {
        world.remove(Lookout.phone(1));
        forget(Lookout.phone(1));
        lookout.poller().changedFromOutside();
        world.receive(Lookout.phone(2), 1);
        lookout.poll();
        lookout.sweep();
        lookout.sweep();
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
        assertThat(lookout.chats()).hasSize(4).doesNotContainKey(Lookout.phone(1));
    }

    @Test
    void aLookThatWasUnderWay_isNotStored() throws Exception {
        forget(Lookout.phone(1));
        world.receive(Lookout.phone(2), 1);
        lookout.poll();
        assertThat(lookout.poller().health()).isEqualTo("not-stored");
        lookout.poll();
        lookout.poll();
        assertThat(lookout.heard()).containsExactlyInAnyOrder("chat.added", "chat.new-unread");
    }

    @Test
    void anotherChange_isNoReasonToReadAllAnew() throws Exception {
        lookout.poller().changedFromOutside();
        lookout.poll();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.poller().health()).isEqualTo("watched");
    }
}
