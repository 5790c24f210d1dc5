package dev.vigia.agent.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code vigia help}: how a command is used, also one that belongs to another, such as {@code dead list}. */
@Command(name = "help", description = "Shows how a command is used.", mixinStandardHelpOptions = true)
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; without one, all are listed.")
    private List<String> names = new ArrayList<>();

    @Override
    public void run() {
        CommandLine command = spec.commandLine().getParent();
        for (String name : names) {
            CommandLine named = command.getSubcommands().get(name);
            if (named == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = named;
        }
        command.usage(command.getOut());
    }
}
