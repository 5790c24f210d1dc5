package dev.vigia.agent.cli;

import dev.vigia.agent.plugin.AskedSettings;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.settings.SettingTold;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigia plugins list}: the plugins in the plugin directory, what each can be told, and what is wrong with the others there. */
@Command(
        name = "list",
        description = "Lists the plugins in the plugin directory. Exit code 1 if one of them cannot be used.",
        mixinStandardHelpOptions = true)
final class PluginsListCommand implements Callable<Integer> {
    private static final Duration SETUP = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--settings",
            description = "Also the settings of each. For that, its setup is run up to where it asks for them.")
    private boolean settings;

    @Option(names = "--json", description = "One JSON object a line, for each plugin that can be used.")
    private boolean json;

    private boolean well = true;

    @Override
    public Integer call() throws PluginException, IOException, InterruptedException {
        PrintWriter out = Output.of(spec, json);
        Path directory = config.loadLocal().pluginDirectory();
        try (TemporaryDirectory copies = TemporaryDirectory.create("vigia-plugins-");
                PluginDirectory plugins = PluginDirectory.open(directory, copies.path())) {
            if (plugins.types().isEmpty() && !json) {
                out.println("No plugins in " + directory.toAbsolutePath());
            }
            for (PluginType type : plugins.types().values()) {
                List<SettingTold> told = settings ? settingsOf(type) : null;
                if (json) {
                    out.println(json(type, told));
                } else {
                    print(type, told, out);
                }
            }
            out.flush();
            plugins.problems().forEach(this::fail);
            plugins.warnings()
                    .forEach(warning -> spec.commandLine().getErr().println("warning: " + Printable.text(warning)));
        }
        return well ? 0 : Complaint.FAILED;
    }

    /** Null if they cannot be told, which has been said then. */
    private @Nullable List<SettingTold> settingsOf(PluginType type) throws InterruptedException {
        try {
            Optional<Class<? extends Record>> record = AskedSettings.of(type, Clock.systemUTC(), SETUP);
            return record.map(SettingTold::allOf).orElse(List.of());
        } catch (PluginException e) {
            e.problems().forEach(this::fail);
        } catch (LinkageError | RuntimeException e) {
            fail("The settings of plugin " + type + " cannot be told: its record is unfit ("
                    + e.getClass().getName() + "). Build the plugin anew with all that it refers to");
        }
        return null;
    }

    private void fail(String problem) {
        well = false;
        spec.commandLine().getErr().println(Printable.text(problem));
    }

    private void print(PluginType type, @Nullable List<SettingTold> told, PrintWriter out) {
        out.printf(
                "%-16s %-16s %s%n",
                Printable.text(type.id()), Printable.text(type.version()), Printable.text(type.description()));
        if (told == null) {
            return;
        }
        if (told.isEmpty()) {
            out.println("  (no settings)");
        } else {
            Table table = new Table("SETTING", "TYPE", "DEFAULT", "MEANING");
            for (SettingTold setting : told) {
                table.add(
                        Printable.text(setting.name()),
                        Printable.text(setting.type()),
                        otherwise(setting),
                        Printable.text(setting.meaning()));
            }
            table.print(out);
        }
        out.println();
    }

    private static String otherwise(SettingTold setting) {
        if (setting.isRequired()) {
            return "(must be set)";
        }
        String text = Printable.text(Objects.requireNonNullElse(setting.otherwise(), "(none)"));
        return text.isEmpty() ? "\"\"" : text;
    }

    private static Json json(PluginType type, @Nullable List<SettingTold> told) {
        Json json = new Json()
                .put("id", type.id())
                .put("version", type.version())
                .put("description", type.description())
                .put("file", type.file().toString());
        return told == null
                ? json
                : json.put(
                        "settings", told.stream().map(PluginsListCommand::json).toList());
    }

    private static Json json(SettingTold setting) {
        return new Json()
                .put("name", setting.name())
                .put("type", setting.type())
                .put("required", setting.isRequired())
                .put("default", setting.otherwise())
                .put("meaning", setting.meaning());
    }
}
