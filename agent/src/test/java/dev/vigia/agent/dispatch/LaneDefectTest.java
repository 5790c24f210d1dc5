package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no part of the agent should do, and some may: a lane that meets it goes on, for it would never be missed. */
class LaneDefectTest {
    @TempDir
    private Path directory;

    private final Seen seen = new Seen();
    private Workbench bench;
    private PluginDirectory plugins;
    private Lane lane;

    @BeforeEach
    void start() throws Exception {
        bench = new Workbench(directory);
        bench.installHandler("sample", "seen.add(\"\" + number);");
        plugins = PluginDirectory.open(bench.plugins(), directory.resolve("copies"));
        PluginUse use = seen.use("one", "sample");
        bench.store().deliveries("one", "sales").begin(false, Instant.now());
        lane = new Lane(
                plugins.typeFor(use), use, bench.store(), Workbench.PATIENT, Clock.systemUTC(), Workbench.AT_ONCE);
        lane.start();
        assertThat(lane.awaitSetUp(Duration.ofSeconds(10))).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        lane.stop();
        lane.join(Duration.ofSeconds(10));
        plugins.close();
        bench.close();
    }

    @Test
    void aMessageThatThrows_isSurvived() throws Exception {
        lane.post(() -> {
            throw new IllegalStateException("a defect, as asked for by this test");
        });
        lane.post(() -> {
            throw new AssertionError("another, as asked for by this test");
        });

        bench.newUnread("ana", 1);

        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly("1"));
        assertThat(lane.working()).isNotEmpty();
    }

    @Test
    void aStrayInterrupt_isNoStop() throws Exception {
        lane.post(() -> Thread.currentThread().interrupt());

        bench.newUnread("ana", 1);

        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly("1"));
        assertThat(lane.working()).isNotEmpty();
    }
}
