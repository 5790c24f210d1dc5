package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent that time plays tricks on keeps every promise. */
@ExtendWith(SimulatorExtension.class)
class TimeFaultsIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void keepsEveryPromise_whenItStoodStill(Simulator simulator) {
        Ordeal.with(simulator, directory, ordeal -> {
            try (RunningAgent agent = ordeal.begin()) {
                for (int times = 0; times < 3; times++) {
                    ordeal.awaitLooks(agent, 2);
                    agent.runsFor(Duration.ofMillis(ordeal.random().nextInt(500)));
                    agent.freeze();
                    agent.runsFor(Duration.ofSeconds(2 + times));
                    agent.thaw();
                }
                Proof proof = ordeal.end(agent);
                assertThat(proof.redeliveries()).isZero();
                assertThat(proof.actions()).containsOnlyKeys("done");
            }
        });
    }

    @Test
    void keepsEveryPromise_whenTheClockJumps(Simulator simulator) {
        Ordeal.with(simulator, directory, ordeal -> {
            Preloaded faults = new Preloaded(ordeal.workplace());
            try (RunningAgent agent = ordeal.begin()) {
                for (Duration ahead : List.of(
                        Duration.ofHours(2),
                        Duration.ZERO,
                        Duration.ofHours(-2),
                        Duration.ofHours(22),
                        Duration.ofDays(-1),
                        Duration.ZERO)) {
                    ordeal.awaitLooks(agent, 1);
                    faults.clockIsAhead(ahead);
                    goesOnAtItsPace(agent, ordeal);
                }
                assertThatTheClockJumped(ordeal);
                Proof proof = ordeal.end(agent);
                assertThat(proof.redeliveries()).isZero();
                // What was to be sent within the hour may have come to be too late.
                assertThat(proof.actions()).doesNotContainKey("in-doubt");
            }
        });
    }

    private static void assertThatTheClockJumped(Ordeal ordeal) {
        try (Database database = ordeal.database()) {
            List<Instant> times = database.events().stream().map(Told::time).toList();
            assertThat(Duration.between(Collections.min(times), Collections.max(times)))
                    .isGreaterThan(Duration.ofHours(45));
        }
    }

    /** Neither does it stand still nor does it make up for what it thinks it missed. */
    private static void goesOnAtItsPace(RunningAgent agent, Ordeal ordeal) {
        SimulatedAccount onePage = ordeal.answered().get(0);
        long begun = System.nanoTime();
        int before = onePage.requests(Call.CHATS);
        Path told = ordeal.workplace().file("told/single/1.log");
        long length = told.toFile().length();
        ordeal.awaitLooks(agent, 3);
        agent.awaitThat(() -> assertThat(told.toFile().length()).isGreaterThan(length));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(seconds).isLessThan(30);
        assertThat(onePage.requests(Call.CHATS) - before).isLessThanOrEqualTo((int) seconds + 3);
    }
}
