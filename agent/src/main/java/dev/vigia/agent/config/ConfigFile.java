package dev.vigia.agent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Parses the operator's file. */
final class ConfigFile {
    private ConfigFile() {}

    static Config parse(Path file) {
        if (!Files.exists(file)) {
            throw invalid(file + ": there is no such file (looked for "
                    + file.toAbsolutePath().normalize() + "); name the right one with -c FILE");
        }
        if (Files.isDirectory(file)) {
            throw invalid(file + ": is a directory; name the file in it with -c FILE");
        }
        if (!Files.isReadable(file)) {
            throw invalid(file + ": cannot be read; let the user that runs the agent read it");
        }
        SourceFiles files = new SourceFiles(file);
        try {
            return ConfigFactory.parseFile(
                    file.toFile(),
                    ConfigParseOptions.defaults()
                            .setAllowMissing(false)
                            .setSyntax(ConfigSyntax.CONF)
                            .setIncluder(new Includes(files)));
        } catch (ConfigException e) {
            throw invalid(SyntaxProblem.of(e, file));
        }
    }

    private static InvalidConfigException invalid(String problem) {
        return new InvalidConfigException(List.of(problem));
    }
}
