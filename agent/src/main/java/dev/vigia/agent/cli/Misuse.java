package dev.vigia.agent.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads who called a command wrongly: what is wrong, then how the command is used. */
final class Misuse implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter out = command.getErr();
        out.println(words(misuse, command));
        command.usage(out);
        return Complaint.WRONG_USAGE;
    }

    private static String words(ParameterException misuse, CommandLine command) {
        if (!(misuse instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return String.valueOf(misuse.getMessage());
        }
        String first = unmatched.getUnmatched().get(0);
        return command.getSubcommands().isEmpty()
                ? "'" + first + "' is nothing that the command " + command.getCommandName() + " takes"
                : "There is no command '" + first + "'";
    }
}
