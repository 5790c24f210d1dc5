package dev.vigia.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code vigia plugins}: what there is to use, whether a jar is one, and the beginning of a new one. */
@Command(
        name = "plugins",
        description = "Tells about plugins, checks one, and begins a new one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PluginsListCommand.class, PluginsCheckCommand.class, PluginsNewCommand.class, HelpCommand.class})
final class PluginsCommand {
    private PluginsCommand() {}
}
