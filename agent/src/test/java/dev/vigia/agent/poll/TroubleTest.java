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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Fault HANGING = Fault.delay(Duration.ofSeconds(30));
    private static final Fault DRIPPING = Fault.drip(Duration.ofMillis(100));

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    /** What is answered, and which reason must be told. */
    private static Map<String, Map.Entry<Fault, String>> faults() {
        Map<String, Map.Entry<Fault, String>> faults = new LinkedHashMap<>();
        String clientToken = "{\"error\":\"your client-token is not configured\"}";
        put(faults, "no client token", Fault.status(400, clientToken), AccountFailing.UNAUTHORIZED);
        put(faults, "no client token, of old", Fault.status(400, "{\"error\":\"null not allowed\"}"), "unauthorized");
        put(
                faults,
                "wrong client token",
                Fault.status(403, "{\"error\":\"Client-Token X not allowed\"}"),
                "unauthorized");
        put(faults, "address", Fault.addressNotAllowed(), AccountFailing.UNAUTHORIZED);
        put(faults, "401", Fault.status(401, ""), AccountFailing.UNAUTHORIZED);
        put(faults, "subscription", Fault.subscriptionLapsed(), AccountFailing.SUBSCRIPTION);
        put(faults, "error object", Fault.errorObject(), AccountFailing.NOT_A_LIST);
        put(faults, "404", Fault.status(404), AccountFailing.NOT_A_LIST);
        put(faults, "405", Fault.status(405), AccountFailing.INVALID_ANSWER);
        put(faults, "415", Fault.status(415), AccountFailing.INVALID_ANSWER);
        put(faults, "429", Fault.throttled("soon"), AccountFailing.UNREACHABLE);
        put(faults, "500", Fault.status(500), AccountFailing.UNREACHABLE);
        put(faults, "503", Fault.status(503), AccountFailing.UNREACHABLE);
        put(faults, "html 200", Fault.html(200), AccountFailing.INVALID_ANSWER);
        put(faults, "html 404", Fault.html(404), AccountFailing.INVALID_ANSWER);
        put(faults, "html 502", Fault.html(502), AccountFailing.UNREACHABLE);
        put(faults, "redirect", Fault.redirect(302, "http://127.0.0.1:1/"), AccountFailing.INVALID_ANSWER);
        put(faults, "empty body", Fault.emptyBody(), AccountFailing.INVALID_ANSWER);
        put(faults, "garbage", Fault.garbage(500), AccountFailing.INVALID_ANSWER);
        put(faults, "gzip bomb", Fault.gzipBomb(20), AccountFailing.INVALID_ANSWER);
        put(faults, "endless", Fault.endless(), AccountFailing.INVALID_ANSWER);
        put(faults, "delay", HANGING, AccountFailing.UNREACHABLE);
        put(faults, "drip", DRIPPING, AccountFailing.UNREACHABLE);
        put(faults, "cut", Fault.cutAfter(15), AccountFailing.UNREACHABLE);
        put(faults, "cut chunk", Fault.chunked().and(Fault.cutAfter(15)), AccountFailing.UNREACHABLE);
        put(faults, "hang up", Fault.hangUp(), AccountFailing.UNREACHABLE);
        put(faults, "null", Fault.body("null"), AccountFailing.NOT_A_LIST);
        put(faults, "number", Fault.body("0"), AccountFailing.NOT_A_LIST);
        put(faults, "list of lists", Fault.body("[[]]"), AccountFailing.INVALID_ANSWER);
        put(faults, "half a list", Fault.body("[{\"phone\":\"5511\"},"), AccountFailing.INVALID_ANSWER);
        return faults;
    }

    private static void put(Map<String, Map.Entry<Fault, String>> faults, String name, Fault fault, String reason) {
        faults.put(name, Map.entry(fault, reason));
    }

    /** Where it comes: at the head, at a page of a sweep, at the status. */
    private enum Place {
        HEAD,
        SECOND_PAGE,
        LAST_PAGE,
        STATUS
    }

    static Stream<Arguments> faultsAndPlaces() {
        List<Arguments> all = new ArrayList<>();
        faults().forEach((name, fault) -> {
            boolean slow = fault.getKey().equals(HANGING) || fault.getKey().equals(DRIPPING);
            for (Place place : slow ? List.of(Place.HEAD, Place.STATUS) : List.of(Place.values())) {
                // For the status a list is as little an answer as a word is for a list.
                String reason = place == Place.STATUS
                                && fault.getValue().equals(AccountFailing.NOT_A_LIST)
                                && !name.equals("error object")
                                && !name.equals("404")
                        ? AccountFailing.INVALID_ANSWER
                        : fault.getValue();
                all.add(Arguments.of(name + " at " + place, fault.getKey(), place, reason));
            }
        });
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAndPlaces")
    void isToldOnce_andItsEndOnce_alsoAcrossARestart(String name, Fault fault, Place place, String reason)
            throws Exception {
        SimulatedAccount world = simulator.account("troubled");
        Lookout.fill(world, time, 3 * PAGE);
        try (Lookout lookout =
                new Lookout(directory, simulator.simulator().baseUrl(), "troubled", time, PAGE, TIMEOUT)) {
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
