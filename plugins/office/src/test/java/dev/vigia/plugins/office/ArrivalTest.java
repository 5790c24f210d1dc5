package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.ChatAdded;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestMeta;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final Instant OBSERVED = Instant.parse("2026-01-18T10:00:00Z");
    private static final TestChat ANA = TestChat.of("5511990000001");

    @Test
    void message_cameBeforeItWasObserved() {
        Instant friday = Instant.parse("2026-01-16T20:00:00Z");
        assertThat(arrival(ANA.withLastMessageAt(friday))).isEqualTo(friday);
    }

    @Test
    void messageOfTheFuture_cameWhenItWasObserved() {
        assertThat(arrival(ANA.withLastMessageAt(OBSERVED.plusSeconds(1)))).isEqualTo(OBSERVED);
    }

    @Test
    void messageOfUnknownTime_cameWhenItWasObserved() {
        assertThat(arrival(ANA)).isEqualTo(OBSERVED);
    }

    private static Instant arrival(TestChat chat) {
        return Arrival.of(new ChatAdded(new TestMeta("1", "sales", 1, OBSERVED, Optional.empty()), chat));
    }
}
