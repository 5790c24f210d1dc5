package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the operator reads: what changed, once, with the cure and without secrets. */
class PollLogTest {
    private final ManualTime time = new ManualTime();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccountPoller.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;

    @BeforeEach
    void start() throws Exception {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
        world = simulator.account("logged");
        Lookout.fill(world, time, 3);
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "logged", time, 20);
        lookout.poll();
        assertThat(said())
                .containsExactly(
                        "INFO The list of chats is read whole, in one page",
                        "INFO Watching 3 chats; events begin with what changes from now on");
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
        lookout.close();
    }

    private List<String> said() {
        List<String> said = lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
        lines.list.clear();
        return said;
    }

    private void polls(int count) {
        for (int i = 0; i < count; i++) {
            lookout.poll();
        }
    }

    @Test
    void aQuietOrBusyHourSaysNothing() {
        for (int i = 0; i < 100; i++) {
            world.receive(Lookout.phone(1), 1);
            polls(7);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void anHourOfTroubleSaysEachChangeOnce() {
        world.fault(Fault.status(502));
        polls(100);
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("WARN Cannot be watched (unreachable) and is tried again: account sales, ");
        world.clearFaults();
        world.fault(Fault.status(403, "{\"error\":\"Client-Token logged-token not allowed\"}"));
        polls(100);
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("WARN Cannot be watched (unauthorized) and is tried again: account sales, ")
                .endsWith(
                        " Check the account's instance, token and client-token, and which addresses the gateway allows.")
                .doesNotContain("logged-token");
        world.clearFaults();
        polls(100);
        assertThat(said()).containsExactly("INFO Can be watched again after 1000 seconds");
    }

    @Test
    void hiccupsSayNothing() {
        for (int i = 0; i < 50; i++) {
            world.fault(Fault.hangUp().on(Call.CHATS).times(2));
            polls(5);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void aLostPhoneIsSaidOnce_andAgainAfterARestart() throws Exception {
        world.disconnect();
        polls(50);
        String lost =
                "WARN The phone is not connected to Z-API. Its chats are not looked at until it is; connect it again"
                        + " in the panel of Z-API";
        assertThat(said()).containsExactly(lost);
        lookout.restart();
        polls(50);
        assertThat(said()).containsExactly(lost);
        world.connect();
        polls(50);
        assertThat(said())
                .containsExactly(
                        "INFO The phone is connected to Z-API again",
                        "INFO The list of chats is read whole, in one page");
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        world.fault(Fault.emptyList().on(Call.CHATS));
        polls(50);
        assertThat(said())
                .containsExactly(
                        "WARN Cannot be watched (invalid-answer) and is tried again: the list of chats came empty,"
                                + " although 3 are known. If this stays, see whether the phone still shows its chats, and ask"
                                + " Z-API.");
    }

    @Test
    void aStoreThatFailsAndWorksAgain_isSaidOnce() throws Exception {
        world.receive(Lookout.phone(1), 1);
        lookout.breakWrites("event");
        polls(20);
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith(
                        "ERROR What was seen could not be stored; nothing is lost, it is looked at again: The database ");
        lookout.mendWrites();
        polls(20);
        assertThat(said()).containsExactly("INFO What is seen can be stored again");
    }

    @Test
    void aStoreThatFailsWhileTheAccountFails_isSaidAsWell() throws Exception {
        world.fault(Fault.status(502));
        lookout.breakWrites("event");
        polls(20);
        assertThat(said())
                .hasSize(2)
                .satisfiesExactly(
                        failing -> assertThat(failing).startsWith("WARN Cannot be watched (unreachable)"),
                        store -> assertThat(store).startsWith("ERROR What was seen could not be stored"));
    }
}
