package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatRemoved;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in place of any page of a sweep: nothing is concluded from the pages before it, and nothing is lost by it. */
class FailingSweepTest {
    private static final int PAGE = 20;
    private static final int CHATS = 60;
    /** How many pages a sweep asks for, the closing look at the top among them. */
    private static final int PAGES = 7;

    private static int failedSweeps;

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;

    @BeforeEach
    void fill() {
        world = simulator.account("long");
        Lookout.fill(world, time, CHATS);
    }

    @AfterAll
    static void tellFigures() {
        System.out.printf(
                "%d answers that are no list, %d sweeps that failed by them%n",
                NoList.all().size(), failedSweeps);
    }

    @Test
    void aSweepReadsPagesThatOverlap_andTheTopAgain() throws Exception {
        try (Passage passage = new Passage(simulator.simulator().baseUrl());
                Lookout lookout = new Lookout(directory, passage.url(), "long", time, PAGE)) {
            lookout.settle();
            passage.asked();
            lookout.sweep();
            assertThat(passage.asked())
                    .containsExactly(
                            "status", "chats 1", "chats 2", "chats 3", "chats 3", "chats 3", "chats 4", "chats 1",
                            "status", "device")
                    .filteredOn(question -> question.startsWith("chats"))
                    .hasSize(PAGES);
        }
    }

    static List<NoList> noLists() {
        return NoList.all();
    }

    @ParameterizedTest
    @MethodSource("noLists")
    void failsWhole_whicheverPageFails_andTheNextSweepMakesItGood(NoList noList) throws Exception {
        try (Lookout lookout = lookout()) {
            for (int page = 0; page < PAGES; page++) {
                failOnce(lookout, noList, noList.fault().on(Call.CHATS).after(page), page, page + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("noLists")
    void failsWhole_whenTheStatusBehindThePagesFails(NoList noList) throws Exception {
        try (Lookout lookout = lookout()) {
            failOnce(lookout, noList, noList.fault().on(Call.STATUS).after(1), 0, PAGES);
        }
    }

    private Lookout lookout() throws Exception {
        Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "long", time, PAGE, NoList.TIMEOUT);
        lookout.settle();
        lookout.news();
        return lookout;
    }

    /** @param round makes other things happen each time */
    private void failOnce(Lookout lookout, NoList noList, Fault fault, int round, int pagesAsked) throws Exception {
        String gone = Lookout.phone(CHATS - 1 - 7 * round);
        SimulatedChat born = SimulatedChat.of(Lookout.phone(CHATS + round), "New")
                .lastMessageAt(time.millis() - Duration.ofMinutes(31).toMillis());
        world.together(() -> {
            world.receive(Lookout.phone(round), 1);
            world.markSpam(Lookout.phone(40 - 3 * round));
            world.remove(gone);
            world.add(born);
        });
        Map<String, Chat> before = lookout.chats();

        int asked = world.requests(Call.CHATS);
        world.fault(fault);
        lookout.sweep();
        world.clearFaults();
        failedSweeps++;
        int pages = world.requests(Call.CHATS) - asked;
        if (noList.hangsUp()) {
            // A request that no kept connection answers is sent again on another.
            assertThat(pages).isGreaterThanOrEqualTo(pagesAsked);
        } else {
            assertThat(pages)
                    .as("no page is asked for behind the one that failed")
                    .isEqualTo(pagesAsked);
        }
        assertThat(lookout.poller().isFailing()).isTrue();
        assertThat(lookout.heard()).isEmpty();
        assertThat(lookout.chats()).isEqualTo(before);

        asked = world.requests(Call.CHATS);
        lookout.poll();
        assertThat(world.requests(Call.CHATS) - asked)
                .as("the sweep that failed is still due")
                .isEqualTo(PAGES);
        assertThat(lookout.heard())
                .as("what happened, but the removal: a failed sweep is no proof")
                .containsExactlyInAnyOrder("chat.new-unread", "chat.marked-spam", "chat.added");
        lookout.sweep();
        assertThat(lookout.news())
                .singleElement()
                .isInstanceOfSatisfying(
                        ChatRemoved.class,
                        event -> assertThat(event.before().phone()).contains(gone));
        lookout.sweep();
        assertThat(lookout.heard()).isEmpty();
        assertSnapshotIsTheWorld(lookout);
    }

    @Test
    void anEmptyPageProvesNoRemoval_whereverItComes_andHoweverOften() throws Exception {
        try (Lookout lookout = lookout()) {
            Map<String, Chat> before = lookout.chats();
            for (int page = 0; page < PAGES; page++) {
                for (int sweeps = 0; sweeps < 2; sweeps++) {
                    int asked = world.requests(Call.CHATS);
                    world.fault(Fault.emptyList().on(Call.CHATS).after(page).times(1));
                    lookout.sweep();
                    assertThat(world.requests(Call.CHATS) - asked).isGreaterThan(page);
                    assertThat(lookout.poller().isFailing()
                                    || !lookout.poller().sight().isCertain())
                            .as("failed or uncertain, as page %d came empty", page)
                            .isTrue();
                }
                lookout.poll();
                assertThat(lookout.heard()).isEmpty();
                assertThat(lookout.chats()).isEqualTo(before);
            }
        }
    }

    private void assertSnapshotIsTheWorld(Lookout lookout) throws Exception {
        Map<String, Chat> known = lookout.chats();
        assertThat(known.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        world.chats().stream().map(SimulatedChat::phone).toList());
        for (SimulatedChat chat : world.chats()) {
            assertThat(Shown.of(Objects.requireNonNull(known.get(chat.phone())), WireStyle.TODAY))
                    .as(chat.phone())
                    .isEqualTo(Shown.of(chat, WireStyle.TODAY, time.instant()));
        }
    }
}
