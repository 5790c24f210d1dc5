package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in place of a list, wherever it comes: no chat event, and the trouble and its end each told once. */
class TroubleTest {
    private static final int PAGE = 20;

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    /** Where it comes: at the head, at a page of a sweep, at the status. */
    private enum Place {
        HEAD,
        SECOND_PAGE,
        LAST_PAGE,
        STATUS
    }

    static Stream<Arguments> faultsAndPlaces() {
        List<Arguments> all = new ArrayList<>();
        for (NoList noList : NoList.all()) {
            for (Place place : noList.slow() ? List.of(Place.HEAD, Place.STATUS) : List.of(Place.values())) {
                String reason = place == Place.STATUS ? noList.reasonForStatus() : noList.reason();
                all.add(Arguments.of(noList + " at " + place, noList.fault(), place, reason));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAndPlaces")
    void isToldOnce_andItsEndOnce_alsoAcrossARestart(String name, Fault fault, Place place, String reason)
            throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3 * PAGE);
        try (Lookout lookout =
                new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE, NoList.TIMEOUT)) {
            lookout.poll();
            lookout.poll();
            lookout.news();
            world.receive(Lookout.phone(30), 1);
            world.receive(Lookout.phone(50), 1);

            for (int i = 0; i < 3; i++) {
                assertThat(lookout.heard()).isEmpty();
                spoil(world, fault, place);
                lookout.sweep();
                assertThat(lookout.poller().isFailing()).isTrue();
            }
            assertFailing(lookout.news(), reason);
            assertThat(lookout.poller().health()).isEqualTo(reason);
            lookout.restart();
            spoil(world, fault, place);
            lookout.sweep();
            assertThat(lookout.heard()).isEmpty();

            world.clearFaults();
            lookout.poll();
            List<Event> told = lookout.news();
            assertThat(told)
                    .extracting(Event::type)
                    .containsExactly("account.recovered", "chat.new-unread", "chat.new-unread");
            assertThat(((AccountRecovered) told.get(0)).reason()).isEqualTo(reason);
            lookout.poll();
            lookout.sweep();
            assertThat(lookout.heard()).isEmpty();
            assertThat(lookout.poller().health()).isEqualTo("watched");
        }
    }

    private static void spoil(SimulatedAccount world, Fault fault, Place place) {
        world.clearFaults();
        switch (place) {
            case HEAD -> world.fault(fault.on(Call.CHATS));
            case SECOND_PAGE -> world.fault(fault.on(Call.CHATS).after(1));
            case LAST_PAGE -> world.fault(fault.on(Call.CHATS).after(3));
            case STATUS -> world.fault(fault.on(Call.STATUS));
        }
    }

    private static void assertFailing(List<Event> told, String reason) {
        assertThat(told).singleElement().isInstanceOfSatisfying(AccountFailing.class, event -> {
            assertThat(event.reason()).isEqualTo(reason);
            assertThat(event.detail()).doesNotContain("troubled-token").doesNotContain("http");
        });
    }

    @Test
    void anEmptyList_isAFailedPoll() throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3);
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE)) {
            lookout.poll();
            lookout.news();
            for (Fault nothing : List.of(Fault.emptyList(), Fault.body("[{\"name\":\"who?\"}]"))) {
                world.fault(nothing.on(Call.CHATS));
                lookout.poll();
                lookout.poll();
                assertThat(lookout.heard()).isEmpty();
                lookout.poll();
                assertFailing(lookout.news(), AccountFailing.INVALID_ANSWER);
                world.clearFaults();
                lookout.poll();
                assertThat(lookout.heard()).containsExactly("account.recovered");
            }
            assertThat(lookout.chats()).hasSize(3);
        }
    }

    @Test
    void twoFailuresInARow_areNoNews() throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3);
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE)) {
            lookout.poll();
            lookout.news();
            for (int i = 0; i < 5; i++) {
                world.fault(Fault.status(500).on(Call.CHATS).times(2));
                lookout.poll();
                lookout.poll();
                lookout.poll();
            }
            assertThat(lookout.heard()).isEmpty();
        }
    }

    @Test
    void anAccountThatWasNeverRead_fails_andTakesItsBaselineLater() throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3);
        world.fault(Fault.status(401));
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE)) {
            for (int i = 0; i < 4; i++) {
                lookout.poll();
            }
            assertFailing(lookout.news(), AccountFailing.UNAUTHORIZED);
            assertThat(lookout.poller().health()).isEqualTo("unauthorized");
            world.clearFaults();
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("account.recovered", "account.baselined");
        }
    }

    @Test
    void aTimeToBeLeftAlone_isKept() throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3);
        world.fault(Fault.throttled("600").on(Call.CHATS));
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE)) {
            assertThat(lookout.poll()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        }
    }
}
