package dev.vigia.agent.plugin;

import java.util.List;

/** A plugin, or the directory of plugins, cannot be used. Holds text only, so that keeping it keeps no plugin in memory. */
public final class PluginException extends Exception {
    private final List<String> problems;
    private final boolean perhapsForNow;

    PluginException(String problem) {
        this(List.of(problem));
    }

    PluginException(List<String> problems) {
        this(problems, false);
    }

    private PluginException(List<String> problems, boolean perhapsForNow) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
        this.perhapsForNow = perhapsForNow;
    }

    /** The plugin refuses, for a reason that may be gone at another time. */
    static PluginException perhapsForNow(String problem) {
        return new PluginException(List.of(problem), true);
    }

    /** Whether it may go well at another time without anything being corrected: the plugin may need what somebody else has. */
    public boolean isPerhapsForNow() {
        return perhapsForNow;
    }

    /** Everything that is wrong, each in a message of its own. */
    public List<String> problems() {
        return problems;
    }
}
