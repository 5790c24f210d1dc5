package dev.vigia.agent.plugin;

import java.util.List;

/** A plugin, or the directory of plugins, cannot be used. Holds text only, so that keeping it keeps no plugin in memory. */
public final class PluginException extends Exception {
    private final List<String> problems;

    PluginException(String problem) {
        this(List.of(problem));
    }

    PluginException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each in a message of its own. */
    public List<String> problems() {
        return problems;
    }
}
