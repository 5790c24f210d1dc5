package dev.vigia.agent.cli;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia plugins list}: the plugins in the plugin directory, and what is wrong with the others there. */
@Command(
        name = "list",
        description = "Lists the plugins in the plugin directory. Exit code 1 if one of them cannot be used.",
        mixinStandardHelpOptions = true)
final class PluginsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws PluginException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path directory = config.loadLocal().pluginDirectory();
        try (TemporaryDirectory copies = TemporaryDirectory.create("vigia-plugins-");
                PluginDirectory plugins = PluginDirectory.open(directory, copies.path())) {
            if (plugins.types().isEmpty()) {
                out.println("No plugins in " + directory.toAbsolutePath());
            }
            for (PluginType type : plugins.types().values()) {
                out.printf("%-16s %-16s %s%n", type.id(), type.version(), type.description());
            }
            plugins.problems().forEach(err::println);
            plugins.warnings().forEach(warning -> err.println("warning: " + warning));
            return plugins.problems().isEmpty() ? 0 : Complaint.FAILED;
        }
    }
}
