package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that is killed again and again keeps every promise about events, deliveries and actions.
 *
 * <p>{@code -Dvigia.crashes=500 -Dvigia.seed=7} kills more often, and at other moments.
 */
@Order(1) // the longest begins first
@ExtendWith(SimulatorExtension.class)
class CrashIT {
    private static final int CRASHES = Integer.getInteger("vigia.crashes", 28);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    /** When to kill. */
    private enum Moment {
        ANY,
        START,
        BEFORE_COMMIT,
        AFTER_COMMIT_OF_EVENTS,
        AFTER_COMMIT_OF_ANYTHING,
        DELIVERY,
        POST
    }

    @Test
    void keepsEveryPromise_whenKilledAtAnyMoment(Simulator simulator, TestReporter reporter) {
        Ordeal.with(simulator, directory, ordeal -> {
            ordeal.begin().kill();
            for (Moment moment : moments(ordeal.random())) {
                try (RunningAgent agent = ordeal.start();
                        Database database = ordeal.database()) {
                    crash(agent, moment, ordeal, database);
                }
            }
            try (RunningAgent agent = ordeal.start()) {
                Proof proof = ordeal.end(agent);
                assertThat(proof.redeliveries()).isPositive();
                assertThat(proof.actions()).containsKeys("done", "in-doubt");
                reporter.publishEntry("seed " + Ordeal.SEED, CRASHES + 2 + " kills: " + proof);
            }
        });
    }

    /** All kinds as often, in an order by chance. */
    private static List<Moment> moments(Random random) {
        List<Moment> moments = new ArrayList<>();
        while (moments.size() < CRASHES) {
            moments.addAll(List.of(Moment.values()));
        }
        List<Moment> chosen = moments.subList(0, CRASHES);
        Collections.shuffle(chosen, random);
        return chosen;
    }

    private static void crash(RunningAgent agent, Moment moment, Ordeal ordeal, Database database) {
        Random random = ordeal.random();
        if (moment == Moment.START) {
            agent.runsFor(Duration.ofMillis(random.nextInt(1_500)));
            agent.kill();
            return;
        }
        ordeal.awaitLooks(agent, 1);
        switch (moment) {
            case BEFORE_COMMIT -> killBeforeCommit(agent, ordeal, database);
            case AFTER_COMMIT_OF_EVENTS -> killAfterCommit(agent, database, "SELECT sum(next_seq) FROM account_state");
            case AFTER_COMMIT_OF_ANYTHING -> killAfterCommit(agent, database, "PRAGMA data_version");
            case DELIVERY -> killWhen(agent, () -> Files.exists(ordeal.busy()));
            case POST -> killAfterPost(agent, ordeal.answered().get(random.nextInt(2)));
            default -> {
                agent.runsFor(Duration.ofMillis(random.nextInt(1_000)));
                agent.kill();
            }
        }
    }

    /** What is seen by then waits to be stored. */
    private static void killBeforeCommit(RunningAgent agent, Ordeal ordeal, Database database) {
        database.hold();
        try {
            ordeal.awaitLook(agent);
            agent.runsFor(Duration.ofMillis(ordeal.random().nextInt(50)));
            agent.kill();
        } finally {
            database.release();
        }
    }

    private static void killAfterCommit(RunningAgent agent, Database database, String changing) {
        long before = database.number(changing);
        killWhen(agent, () -> database.number(changing) != before);
    }

    /** The gateway has it, and the answer is still under way. */
    private static void killAfterPost(RunningAgent agent, SimulatedAccount account) {
        account.fault(Fault.delay(Duration.ofMinutes(5)).on(Call.SEND_TEXT, Call.MODIFY_CHAT));
        int before = account.posts().size();
        killWhen(agent, () -> account.posts().size() > before);
        account.clearFaults();
    }

    private static void killWhen(RunningAgent agent, Callable<Boolean> condition) {
        await().atMost(RunningAgent.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(condition);
        agent.kill();
    }
}
