package dev.vigia.plugins.waitingalert;

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
    /** Stands for nobody: the log alone tells. */
    static final String LOG_ALONE = "";

    Escalation {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps is empty; write [{ after = 30m, to = \"5511990000001\" }]");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) < 0) {
                throw new IllegalArgumentException("steps has its step " + (i + 1)
                        + " before the one above it; put them" + " in the order of their times");
            }
        }
    }

    /** How many steps are due once a chat has waited for some time. */
    int due(Duration waited) {
        return (int) steps.stream()
                .filter(step -> step.after().compareTo(waited) <= 0)
                .count();
    }

    /** Who is told by some of the steps, each once. */
    Set<String> told(int from, int to) {
        Set<String> told = new LinkedHashSet<>();
        steps.subList(from, to).forEach(step -> told.add(step.to().orElse(LOG_ALONE)));
        return told;
    }

    /** Whether a phone is one of those that are told. */
    boolean tells(String phone) {
        return told(0, steps.size()).contains(phone);
    }
}
