package dev.vigia.agent.dispatch;

import static dev.vigia.agent.dispatch.Neighbours.awaitThat;
import static dev.vigia.agent.dispatch.Neighbours.handling;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No event counts as handled before the plugin has made durable what it wrote, whatever else goes wrong. */
class BeforeAckTest {
    /** A plugin that gathers the numbers of events and writes them down before the ack, unless the disk is full. */
    private static final String GATHERS = """
            List<Integer> gathered = Collections.synchronizedList(new ArrayList<>());
            setup.beforeAck(() -> {
                if (seen.contains("full") && !seen.contains("go")) throw new java.io.IOException("full");
                for (int number : List.copyOf(gathered)) {
                    seen.add("wrote " + number);
                }
                gathered.clear();
            });
            """;

    @TempDir
    private Path directory;

    private final Seen bad = new Seen();
    private Neighbours neighbours;

    @BeforeEach
    void open() throws Exception {
        neighbours = new Neighbours(directory);
    }

    @AfterEach
    void letGo() throws Exception {
        bad.tell("go");
        neighbours.close();
    }

    @Test
    void whatWasHandledBeforeAFailureComesAgain_ifItCouldNotBeWritten() throws Exception {
        neighbours.install(
                "",
                GATHERS
                        + handling("gathered.add(number); if (number == 3 && context.attempt() == 1) {"
                                + " seen.add(\"failed\"); throw new Exception(\"odd\"); }"));
        bad.tell("full");
        neighbours.start(bad);
        neighbours.commit("chat", 4);
        awaitThat(() -> assertThat(bad.lines()).contains("failed"));
        neighbours.stop();

        bad.tell("go");
        neighbours.start(bad);

        awaitThat(() -> assertThat(bad.lines()).contains("wrote 1", "wrote 2", "wrote 3", "wrote 4"));
    }

    @Test
    void whatWasHandledBeforeAHangComesAgain() throws Exception {
        neighbours.install(
                Neighbours.STUBBORN,
                GATHERS
                        + handling(
                                "if (number == 3) stubborn(seen); gathered.add(number); seen.add(\"handled \" + number);"));
        neighbours.start(bad);
        neighbours.commit("chat", 4);
        awaitThat(() -> assertThat(neighbours.logged(Level.ERROR)).hasSize(1));
        neighbours.stop();
        assertThat(bad.lines()).containsExactly("handled 1", "handled 2");

        bad.tell("go");
        neighbours.start(bad);

        awaitThat(() -> assertThat(bad.lines()).contains("wrote 1", "wrote 2", "wrote 3", "wrote 4"));
    }

    @Test
    void aFullDiskIsHeldAgainstNoEvent() throws Exception {
        neighbours.install(
                "",
                GATHERS
                        + handling("gathered.add(number); seen.add(\"handled \" + number);"
                                + " context.state().put(\"last\", \"\" + number);"));
        bad.tell("full");
        neighbours.start(bad);
        neighbours.commit("chat");
        neighbours.whileOthersWrite(
                () -> assertThat(bad.lines()).filteredOn("handled 1"::equals).hasSizeGreaterThan(10));
        neighbours.checkHealthy();
        assertThat(neighbours.logged(Level.ERROR)).isEmpty();
        assertThat(neighbours.logged(Level.WARN))
                .singleElement()
                .asString()
                .contains("plugin instance bad", "could not be made durable", "full");

        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines())
                .contains("wrote 1", "wrote " + neighbours.numbers().size()));
        assertThat(neighbours.bench().rows("SELECT seq FROM dead_letter")).isEmpty();
    }

    @Test
    void aStepThatHangsIsNotTakenBesideItself_andNothingIsAcked() throws Exception {
        neighbours.install(
                Neighbours.STUBBORN,
                "setup.beforeAck(() -> { seen.add(\"in\"); stubborn(seen); seen.add(\"out\"); });"
                        + handling("seen.add(\"handled \" + number);"));
        neighbours.start(bad);
        neighbours.commit("chat");
        neighbours.whileOthersWrite(
                () -> assertThat(bad.lines()).filteredOn("handled 1"::equals).hasSizeGreaterThan(2));

        neighbours.checkHealthy();
        assertThat(bad.lines()).filteredOn("in"::equals).hasSize(1);
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("plugin instance bad hangs with a step before the ack");
        assertThat(neighbours.bench().rows("SELECT seq FROM plugin_cursor WHERE instance = 'bad'"))
                .containsExactly("0");

        bad.tell("go");
        awaitThat(() -> assertThat(neighbours.bench().rows("SELECT seq FROM plugin_cursor WHERE instance = 'bad'"))
                .containsExactly("" + neighbours.numbers().size()));
        assertThat(bad.lines())
                .filteredOn(line -> !line.startsWith("handled"))
                .startsWith("in", "go", "out", "in", "out");
    }

    @Test
    void threadsSideBySideTakeTheStepInTurn() throws Exception {
        neighbours.install(
                "",
                "setup.beforeAck(() -> { seen.add(\"in\"); Thread.sleep(3); seen.add(\"out\"); });"
                        + handling("Thread.sleep(1);"));
        neighbours.start(bad, 4);
        for (int event = 0; event < 100; event++) {
            neighbours.commit("chat " + event % 10);
        }
        awaitThat(() -> assertThat(neighbours.bench().rows("SELECT seq FROM plugin_cursor WHERE instance = 'bad'"))
                .containsExactly("100"));
        for (int line = 0; line < bad.lines().size(); line++) {
            assertThat(bad.lines().get(line)).isEqualTo(line % 2 == 0 ? "in" : "out");
        }
    }
}
