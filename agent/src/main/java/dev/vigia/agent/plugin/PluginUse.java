package dev.vigia.agent.plugin;

import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import java.util.List;
import java.util.Set;

/**
 * One configured use of a plugin.
 *
 * @param instance its name in the configuration
 * @param use the id of the plugin
 * @param accounts the names of the accounts whose events it gets
 * @param parallelism how many events of different chats it may handle at the same time
 * @param fromStart whether it begins, when it is new, with all events that are kept rather than with those to come
 * @param settings what the configuration gives it
 * @param origin where the configuration says so, for messages: file and line
 */
public record PluginUse(
        String instance,
        String use,
        Set<String> accounts,
        int parallelism,
        boolean fromStart,
        SettingsSource settings,
        String origin) {
    /** @throws InvalidSettingsException if several events may be handled at the same time */
    void checkOneAtATime() {
        if (parallelism > 1) {
            throw new InvalidSettingsException(List.of(origin + ": parallelism is " + parallelism
                    + ", but this plugin handles one event at a time; remove that line"));
        }
    }

    /** Whether the other asks for the same, wherever it is written. Where a new instance begins does not matter to one that has begun. */
    public boolean asksForTheSameAs(PluginUse other) {
        return instance.equals(other.instance)
                && use.equals(other.use)
                && accounts.equals(other.accounts)
                && parallelism == other.parallelism
                && settings.equals(other.settings);
    }
}
