package dev.vigia.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia version}: which version this is, and which Java runs it. */
@Command(name = "version", description = "Tells the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(text());
        return 0;
    }

    static String text() {
        return "vigia %s (Java %s, %s)".formatted(version(), Runtime.version(), System.getProperty("os.name"));
    }

    /** The version in the manifest of the agent's jar. */
    static String version() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(not built)" : version;
    }
}
