package dev.vigia.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When files are taken for complete. */
class StabilityTest {
    private final Stability stability = new Stability(Duration.ofSeconds(2));

    private boolean isStable(int size, int second) {
        Traces traces = new Traces(Map.of(Path.of("sample.jar"), "size " + size));
        // Such clocks start anywhere, also below zero.
        return stability.isReached(traces, Duration.ofSeconds(second - 5).toNanos());
    }

    @Test
    void aGrowingJar_isNotTaken_beforeItKeepsStill() {
        for (int second = 0; second < 10; second++) {
            assertThat(isStable(second, second)).isFalse();
        }
        assertThat(isStable(9, 10)).isFalse();
        assertThat(isStable(9, 11)).isTrue();
        assertThat(isStable(9, 12)).isTrue();
        assertThat(isStable(10, 13)).isFalse();
    }
}
