package dev.vigia.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plugin, or its settings, cannot be used: the agent would not start this use of the plugin, and tell the operator why.
 *
 * @since 0.1
 */
public final class RefusedException extends RuntimeException {
    private final List<String> problems;

    RefusedException(List<String> problems, @Nullable Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each in a message of its own. */
    public List<String> problems() {
        return problems;
    }
}
