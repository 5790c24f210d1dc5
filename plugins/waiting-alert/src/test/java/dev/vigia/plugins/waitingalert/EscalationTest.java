package dev.vigia.plugins.waitingalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.plugins.waitingalert.WaitingAlert.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final Escalation ESCALATION = new Escalation(
            List.of(step(30, "5511990000011"), step(60, ""), step(60, "5511990000011"), step(120, "5511990000012")));

    @Test
    void steps_areDueOnceTheirTimeIsOver() {
        assertThat(ESCALATION.due("5511990000011", Duration.ofMinutes(29))).isZero();
        assertThat(ESCALATION.due("5511990000011", Duration.ofMinutes(30))).hasMinutes(30);
        assertThat(ESCALATION.due("5511990000011", Duration.ofDays(3))).hasMinutes(60);
        assertThat(ESCALATION.due(Escalation.OTHERS, Duration.ofMinutes(29))).isZero();
        assertThat(ESCALATION.due(Escalation.OTHERS, Duration.ofMinutes(60))).hasMinutes(60);
        assertThat(ESCALATION.due(Escalation.OTHERS, Duration.ofDays(3))).hasMinutes(120);
    }

    @Test
    void receivers_standThereOnce() {
        assertThat(ESCALATION.receivers()).containsExactly(Escalation.OTHERS, "5511990000011", "5511990000012");
    }

    @Test
    void badSteps_areRefused() {
        assertThatThrownBy(() -> new Escalation(List.of())).hasMessageStartingWith("steps is empty; write ");
        assertThatThrownBy(() -> new Escalation(List.of(step(60, ""), step(30, ""))))
                .hasMessage("steps has its step 2 before the one above it; put them in the order of their times");
        assertThatThrownBy(() -> new Step(Duration.ofSeconds(59), Optional.empty()))
                .hasMessage("after is 59s; wait at least a minute");
        assertThatThrownBy(() -> step(30, "+55 11"))
                .hasMessageStartingWith("to is neither a phone's number nor the id of a group; write ");
    }

    private static Step step(int minutes, String to) {
        return new Step(Duration.ofMinutes(minutes), Optional.of(to).filter(phone -> !phone.isEmpty()));
    }
}
