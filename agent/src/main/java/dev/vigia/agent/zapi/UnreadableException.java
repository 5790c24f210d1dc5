package dev.vigia.agent.zapi;

import java.io.IOException;

/** Says what is wrong with an answer's body, in words of ours that quote nothing of it. */
final class UnreadableException extends IOException {
    private final String problem;

    UnreadableException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
