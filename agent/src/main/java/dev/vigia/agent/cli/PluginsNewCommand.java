package dev.vigia.agent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia plugins new}: a plugin to begin with, which works. */
@Command(
        name = "new",
        description = "Writes a Maven project for a plugin into a new directory of its name, here.",
        mixinStandardHelpOptions = true)
final class PluginsNewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "What the plugin is called, such as night-reply.")
    private String name = "";

    @Override
    public Integer call() throws IOException, Refusal {
        Optional<String> problem = PluginName.problem(name);
        if (problem.isPresent()) {
            throw new ParameterException(spec.commandLine(), problem.get());
        }
        Path directory = Path.of(name);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.failed(directory.toAbsolutePath()
                    + " is there already, and nothing was changed. Choose another name, or remove it");
        }
        PluginProject project = new PluginProject(new PluginName(name), directory);
        project.write();
        tell(project);
        return 0;
    }

    private void tell(PluginProject project) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("A plugin is in " + name + "/. Begin with " + Path.of(name).resolve(project.mainClass()));
        out.println("  cd " + name + " && mvn package            makes target/" + name + ".jar");
        out.println("  vigia plugins check target/" + name + ".jar    tells whether an agent would take it");
        out.println("README.md says how it is used.");
    }
}
