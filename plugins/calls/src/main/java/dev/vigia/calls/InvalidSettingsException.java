package dev.vigia.calls;

import java.util.List;

/** A plugin instance's settings cannot be used. Names everything that is wrong, each with file and line. */
public final class InvalidSettingsException extends RuntimeException {
    private final List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
