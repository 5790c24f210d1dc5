package dev.vigia.agent.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code vigia}: everything begins here. */
@Command(
        name = "vigia",
        description = "Watches WhatsApp accounts through Z-API and hands events to plugins.",
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            ChatsCommand.class,
            EventsCommand.class,
            WhyCommand.class,
            DeadCommand.class,
            ReplayCommand.class,
            ForgetCommand.class,
            PluginsCommand.class,
            ReloadCommand.class,
            SimulateCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with `vigia demo`, which needs no account and contacts nobody.",
            "Exit codes: 0 well, 1 it failed, 2 wrong usage or configuration."
        })
public final class Vigia {
    private Vigia() {}

    public static void main(String[] arguments) {
        // Logs and outputs are read by programs: no locale of this machine may choose other digits for them.
        Locale.setDefault(Locale.ROOT);
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        CommandLine vigia = new CommandLine(new Vigia())
                .setExecutionExceptionHandler(new Complaint())
                .setParameterExceptionHandler(new Misuse())
                .setUsageHelpAutoWidth(true);
        tellVersion(vigia);
        return vigia.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    /** Gives every command an answer to {@code --version}. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(() -> new String[] {VersionCommand.text()});
        command.getSubcommands().values().forEach(Vigia::tellVersion);
    }
}
