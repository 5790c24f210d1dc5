package dev.vigia.plugins.waitingalert;

import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.waitingalert.WaitingAlert.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is told when, the first one first.
 *
 * @param steps one or more, in the order of their times
 */
record Escalation(List<Step> steps) {
    /** Stands for the log and for other plugins, which are told of every step. */
    static final String OTHERS = "log";

    Escalation {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps is empty; write [{ after = 30m, to = \"5511990000001\" }]");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) < 0) {
                throw new IllegalArgumentException("steps has its step " + (i + 1)
                        + " before the one above it; put them in the order of their times");
            }
        }
    }

    /** All who are told, each once. */
    Set<String> receivers() {
        Set<String> receivers = new LinkedHashSet<>(Set.of(OTHERS));
        steps.forEach(step -> step.to().ifPresent(receivers::add));
        return receivers;
    }

    /** The time of the last step to a receiver that is due once a chat has waited for some time; zero if none is. */
    Duration due(String receiver, Duration waited) {
        return steps.stream()
                .filter(step ->
                        receiver.equals(OTHERS) || receiver.equals(step.to().orElse("")))
                .map(Step::after)
                .filter(after -> after.compareTo(waited) <= 0)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Whether a phone is one of those that are told. */
    boolean tells(String phone) {
        return receivers().stream().anyMatch(receiver -> Phone.same(receiver, phone));
    }
}
