package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.Listing;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to tell that a chat is gone: proof, twice, and nobody who finds it after all. */
class RemovalTest {
    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;

    @BeforeEach
    void begin() throws Exception {
        world = simulator.account("small");
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "small", time, 100);
    }

    private void watch(int chats) {
        Lookout.fill(world, time, chats);
        settle();
    }

    private void watchLong(int chats, int pageSize) throws Exception {
        lookout.close();
        world = simulator.account("long");
        Lookout.fill(world, time, chats);
        lookout = new Lookout(
                Files.createDirectory(directory.resolve("long")),
                simulator.simulator().baseUrl(),
                "long",
                time,
                pageSize);
        settle();
    }

    private void settle() {
        lookout.settle();
        try {
            lookout.news();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        lookout.close();
    }

    @Test
    void aChatThatIsGoneIsTold_onceAndNotAtOnce() throws Exception {
        watch(5);
        world.remove(Lookout.phone(2));

        lookout.poll();
        assertThat(lookout.heard()).as("once is no proof").isEmpty();
        polls(20);

        List<Event> news = lookout.news();
        assertThat(news).hasSize(1);
        assertThat(((ChatRemoved) news.get(0)).before().phone()).contains(Lookout.phone(2));
        assertThat(lookout.chats()).hasSize(4).doesNotContainKey(Lookout.phone(2));
        lookout.restart();
        polls(20);
        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void aChatThatIsGoneFromALongListIsTold() throws Exception {
        watchLong(300, 50);
        world.remove(Lookout.phone(270));

        lookout.sweep();
        polls(30);

        assertThat(lookout.heard()).containsExactly("chat.removed");
    }

    @Test
    void aChatThatWasSeenBetweenTwoSweepsIsNoLongerSuspected() throws Exception {
        watchLong(300, 50);
        var chat = world.chat(Lookout.phone(270));
        world.remove(chat.phone());
        lookout.sweep();
        world.add(chat);
        world.receive(chat.phone(), 1);
        lookout.poll();
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
        world.remove(chat.phone());
        time.advance(Duration.ofSeconds(40));
        lookout.sweep();

        assertThat(lookout.heard()).as("missing once since it was seen").isEmpty();
    }

    @Test
    void aChatThatComesBackInTimeWasNeverGone() throws Exception {
        watch(5);
        var chat = world.chat(Lookout.phone(2));
        world.remove(chat.phone());
        polls(3);
        world.add(chat);
        polls(20);

        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void aChatThatWasRemovedAndComesBackIsAddedAgain() throws Exception {
        watch(5);
        var chat = world.chat(Lookout.phone(2));
        world.remove(chat.phone());
        polls(20);
        world.add(chat);
        polls(3);

        assertThat(lookout.heard()).containsExactly("chat.removed", "chat.added");
    }

    @Test
    void oneConnectionMustProveIt() throws Exception {
        watch(5);
        world.remove(Lookout.phone(2));
        for (int i = 0; i < 10; i++) {
            lookout.poll();
            world.disconnect();
            lookout.sweep();
            world.connect();
            lookout.poll();
        }
        assertThat(lookout.heard()).doesNotContain("chat.removed");
    }

    @Test
    void aCappedListHidesNothing() throws Exception {
        watch(40);
        world.listing(Listing.CAPPED);
        polls(40);

        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void halfAListIsNotBelievedAtOnce_andIfItLastsIsToldAsAMassChange() throws Exception {
        watch(60);
        world.together(() -> {
            for (int i = 0; i < 30; i++) {
                world.remove(Lookout.phone(i));
            }
        });
        polls(8);
        assertThat(lookout.heard()).isEmpty();
        polls(40);

        List<Event> news = lookout.news();
        assertThat(news.get(0)).isInstanceOfSatisfying(AccountMassChange.class, change -> {
            assertThat(change.what()).isEqualTo("chat.removed");
            assertThat(change.chats()).isEqualTo(30);
        });
        assertThat(news).filteredOn(ChatRemoved.class::isInstance).hasSize(30);
        assertThat(lookout.chats()).hasSize(30);
    }

    @Test
    void aMassChangeThatPassesIsNotTold() throws Exception {
        watch(60);
        everyChat(chat -> world.archive(chat));
        lookout.poll();
        everyChat(chat -> world.unarchive(chat));
        polls(10);

        assertThat(lookout.heard()).isEmpty();
    }

    @Test
    void anEmptyListIsBelievedAfterMinutes() throws Exception {
        watch(3);
        for (int i = 0; i < 3; i++) {
            world.remove(Lookout.phone(i));
        }
        polls(10);
        assertThat(lookout.heard()).doesNotContain("chat.removed");

        time.advance(Duration.ofMinutes(6));
        polls(30);

        assertThat(lookout.heard()).filteredOn("chat.removed"::equals).hasSize(3);
    }

    @Test
    void anEmptyListOfChatsThatAreThereOneByOneIsNeverBelieved() throws Exception {
        watch(3);
        world.fault(Fault.emptyList().on(Call.CHATS));
        for (int i = 0; i < 20; i++) {
            time.advance(Duration.ofMinutes(2));
            polls(3);
        }
        assertThat(lookout.heard()).doesNotContain("chat.removed");
    }

    @Test
    void anotherPhoneBeginsANewProof() throws Exception {
        watch(5);
        world.connectedPhone("5511900000000");
        lookout.sweep();
        world.connectedPhone("5521900000000");
        world.remove(Lookout.phone(1));
        lookout.poll();
        lookout.sweep();

        assertThat(lookout.heard()).doesNotContain("chat.removed");
        polls(30);
        assertThat(lookout.heard()).contains("chat.removed");
    }

    @Test
    void chatsThatGoBackAndForthAreBelievedAtTheSecondLook() throws Exception {
        watch(5);
        String phone = Lookout.phone(0);
        for (int i = 0; i < 4; i++) {
            world.archive(phone);
            lookout.poll();
            world.unarchive(phone);
            lookout.poll();
        }
        lookout.news();
        assertThat(lookout.poller().sight().flapping()).isTrue();

        for (int i = 0; i < 5; i++) {
            world.archive(phone);
            lookout.poll();
            world.unarchive(phone);
            lookout.poll();
        }
        assertThat(lookout.heard()).as("no two looks agreed").isEmpty();

        world.receive(Lookout.phone(3), 2);
        polls(2);
        assertThat(lookout.heard()).containsExactly("chat.new-unread");
        time.advance(Duration.ofMinutes(11));
        lookout.poll();
        assertThat(lookout.poller().sight().flapping()).isFalse();
    }

    private void everyChat(Consumer<String> change) {
        world.together(() -> {
            for (int i = 0; i < 60; i++) {
                change.accept(Lookout.phone(i));
            }
        });
    }

    private void polls(int number) {
        for (int i = 0; i < number; i++) {
            lookout.poll();
        }
    }
}
