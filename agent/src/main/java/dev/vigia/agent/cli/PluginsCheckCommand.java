package dev.vigia.agent.cli;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia plugins check}: whether a jar would be taken as a plugin, before it is put where an agent finds it. */
@Command(
        name = "check",
        description = {
            "Checks whether a jar is a plugin that this agent can load, and runs none of its code.",
            "Exit code 0 if it is, 1 if not. Warnings change nothing about that."
        },
        mixinStandardHelpOptions = true)
final class PluginsCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JAR", description = "The jar, or the folder with all jars of the plugin.")
    private Path jar = Path.of("");

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws PluginException, IOException {
        if (!Files.exists(jar)) {
            throw new ParameterException(spec.commandLine(), jar + ": there is no such file; correct the path");
        }
        PrintWriter out = Output.of(spec, json);
        try (TemporaryDirectory copies = TemporaryDirectory.create("vigia-plugins-");
                PluginDirectory plugins = PluginDirectory.openOne(jar, copies.path())) {
            if (json) {
                out.println(json(plugins));
            } else {
                print(plugins, out);
            }
            out.flush();
            return plugins.problems().isEmpty() ? 0 : Complaint.FAILED;
        }
    }

    private void print(PluginDirectory plugins, PrintWriter out) {
        plugins.problems().forEach(problem -> out.println("problem: " + Printable.text(problem)));
        plugins.warnings().forEach(warning -> out.println("warning: " + Printable.text(warning)));
        for (PluginType type : plugins.types().values()) {
            out.println("ok: plugin " + Printable.text(type.id()) + ", version " + Printable.text(type.version())
                    + (type.description().isEmpty() ? "" : ": " + Printable.text(type.description())));
        }
    }

    private Json json(PluginDirectory plugins) {
        return new Json()
                .put("file", jar.toString())
                .put("ok", plugins.problems().isEmpty())
                .put(
                        "plugins",
                        plugins.types().values().stream()
                                .map(PluginsCheckCommand::json)
                                .toList())
                .raw("problems", texts(plugins.problems()))
                .raw("warnings", texts(plugins.warnings()));
    }

    private static Json json(PluginType type) {
        return new Json().put("id", type.id()).put("version", type.version()).put("description", type.description());
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(Json::quoted).toList().toString();
    }
}
