package dev.vigia.agent.cli;

import dev.vigia.api.Event;
import dev.vigia.settings.Nearest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The kinds of event that there are, so that a misspelt one does not find nothing in silence. */
final class EventTypes {
    private static final String PREFIX = "dev.vigia.";

    private EventTypes() {}

    /** The kind that {@code --type} names, with or without the prefix that it has in JSON; null if it names none. */
    static @Nullable String of(@Nullable String option, CommandSpec command) {
        if (option == null) {
            return null;
        }
        String type = option.startsWith(PREFIX) ? option.substring(PREFIX.length()) : option;
        Set<String> known = Event.types();
        if (!known.contains(type)) {
            throw new ParameterException(
                    command.commandLine(), "There is no event of the type '" + type + "'" + Nearest.hint(type, known));
        }
        return type;
    }
}
