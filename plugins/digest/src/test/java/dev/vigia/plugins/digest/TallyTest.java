package dev.vigia.plugins.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Tally SOME = Tally.messages(3, 9)
            .plus(Tally.messages(2, 9))
            .plus(Tally.messages(1, 23))
            .plus(Tally.ADDED)
            .plus(Tally.READ)
            .plus(Tally.READ)
            .plus(Tally.SPAM);

    @Test
    void tallies_addUp() {
        assertThat(SOME.messages()).isEqualTo(6);
        assertThat(SOME.hours().get(9)).isEqualTo(5);
        assertThat(List.of(SOME.added(), SOME.read(), SOME.spam())).containsExactly(1, 2, 1);
    }

    @Test
    void text_isReadBack() {
        assertThat(Tally.parse(SOME.toString())).isEqualTo(SOME);
    }

    @Test
    void dayOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> new Tally(List.of(1, 2), 0, 0, 0)).hasMessage("2 hours are no day");
    }
}
