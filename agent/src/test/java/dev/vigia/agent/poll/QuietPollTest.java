package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll that finds nothing new asks once, and needs neither the parser nor the database. */
class QuietPollTest {
    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 250})
    void asksOnceAndNeedsNoDatabase(int chats) throws Exception {
        SimulatedAccount world = simulator.account("quiet");
        Lookout.fill(world, time, chats);
        Path data = Files.createDirectory(directory.resolve("data"));
        try (Passage passage = new Passage(simulator.simulator().baseUrl());
                Lookout lookout = new Lookout(data, passage.url(), "quiet", time, 100)) {
            lookout.settle();
            passage.asked();
            // With neither a connection nor a file, a statement of any kind would fail the poll.
            lookout.closeStore();
            Files.move(data, directory.resolve("elsewhere"));

            for (int i = 0; i < 8; i++) {
                assertThat(lookout.poll()).isEqualTo(Lookout.INTERVAL);
                assertThat(lookout.poller().isFailing()).isFalse();
                assertThat(passage.asked()).hasSize(chats < 90 ? 1 : 2).startsWith("chats 1");
            }
            // The same for a page whose bytes are others, but whose chats are not.
            world.wire(WireStyle.TYPED);
            lookout.poll();
            assertThat(lookout.poller().isFailing()).isFalse();

            world.receive(Lookout.phone(0), 1);
            lookout.poll();
            assertThat(lookout.poller().isFailing())
                    .as("a change needs the database, so this test can fail")
                    .isTrue();
        }
    }

    @Test
    void asksForThePhoneOnceAMinute() throws Exception {
        Lookout.fill(simulator.account("quiet"), time, 3);
        try (Passage passage = new Passage(simulator.simulator().baseUrl());
                Lookout lookout = new Lookout(directory, passage.url(), "quiet", time, 100)) {
            lookout.settle();
            passage.asked();
            for (int i = 0; i < 60; i++) {
                lookout.poll();
            }
            List<String> asked = passage.asked();
            assertThat(asked).filteredOn("status"::equals).hasSize(5);
            assertThat(asked).filteredOn("chats 1"::equals).hasSize(60);
            assertThat(asked).hasSize(65);
        }
    }

    @Test
    void doesNotLookIntoAPageThatItHandled() throws Exception {
        SimulatedAccount world = simulator.account("quiet");
        Lookout.fill(world, time, 3);
        try (ZApi zapi =
                new ZApi(new ZApiSettings(simulator.simulator().baseUrl(), Duration.ofSeconds(20), 8 << 20, 9))) {
            TopPage page = new TopPage(zapi.account(new Account("sales", "quiet", Secret.of("quiet-token"), null)));
            assertThat(page.read(100)).isPresent();
            assertThat(page.read(100)).as("not handled, so it is read again").isPresent();
            page.handled();
            assertThat(page.read(100)).isEmpty();
            assertThat(page.read(100)).isEmpty();
            page.forget();
            assertThat(page.read(100)).isPresent();
            page.handled();
            world.receive(Lookout.phone(0), 1);
            assertThat(page.read(100)).isPresent();
        }
    }
}
