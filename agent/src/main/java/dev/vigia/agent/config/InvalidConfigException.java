package dev.vigia.agent.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message lists everything that is wrong with it, ready to be printed. */
public final class InvalidConfigException extends RuntimeException {
    private final List<String> problems;

    /** Takes no cause: the parser's exceptions quote the file, secrets included. */
    InvalidConfigException(List<String> problems) {
        super(problems.stream()
                .map(problem -> "\n  - " + problem)
                .collect(Collectors.joining("", "The configuration cannot be used:", "")));
        this.problems = List.copyOf(problems);
    }

    /** Each with its place in a file, the key, what is wrong and what to do; in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
