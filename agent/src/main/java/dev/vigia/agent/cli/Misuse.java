package dev.vigia.agent.cli;

import dev.vigia.settings.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads who called a command wrongly: what is wrong, what was probably meant, and where help is. */
final class Misuse implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println(words(misuse, command) + "\nFor help: " + helpFor(command));
        return Complaint.WRONG_USAGE;
    }

    private static String words(ParameterException misuse, CommandLine command) {
        if (!(misuse instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(misuse.getMessage());
        }
        String first = Printable.text(unmatched.getUnmatched().get(0));
        if (unmatched.isUnknownOption()) {
            return unmatched.getMessage()
                    + Nearest.hint(first, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? "'" + first + "' is nothing that the command " + command.getCommandName() + " takes"
                : "There is no command '" + first + "'"
                        + Nearest.hint(first, command.getSubcommands().keySet());
    }

    /** The command {@code vigia help} for a command and what it belongs to. */
    private static String helpFor(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^vigia", "vigia help");
    }
}
