package dev.vigia.agent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import dev.vigia.settings.Place;
import dev.vigia.settings.Places;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the configuration is made of, the strongest first.
 *
 * @param properties system properties
 * @param forced {@code CONFIG_FORCE_vigia_…} from the environment
 * @param file what the operator wrote
 * @param defaults {@code reference.conf}
 * @param environment asked for {@code ${NAME}} only
 */
record Layers(Config properties, Config forced, Config file, Config defaults, Map<String, String> environment) {
    static final String ROOT = "vigia";

    private static final String FORCE = "CONFIG_FORCE_";

    static Layers of(Path file, Map<String, String> environment, Properties properties) {
        return new Layers(
                fromProperties(properties),
                fromVariables(environment),
                ConfigFile.parse(file),
                reference(),
                environment);
    }

    /** All layers but the environment, laid over each other and not resolved. */
    Config stacked() {
        return properties.withFallback(forced).withFallback(file).withFallback(defaults);
    }

    /** Leaves the defaults out: a problem is never to be cured there. */
    Places places() {
        return new Places(List.of(properties.root(), forced.root(), file.root()));
    }

    /** Where the section {@code vigia} is, or should be. */
    Place top() {
        return places().of(List.of(ROOT)).orElseGet(this::whole);
    }

    /** The file as a whole. */
    Place whole() {
        return new Place(Place.of(file.origin()).source(), 0);
    }

    private static Config reference() {
        return ConfigFactory.parseResources(
                AgentConfig.class,
                "/reference.conf",
                ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription("the defaults"));
    }

    private static Config fromProperties(Properties properties) {
        Config config = ConfigFactory.empty();
        // Sorted, so that of the properties a and a.b, which exclude each other, the longer one always wins.
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String path = ConfigUtil.joinPath(List.of(name.split("\\.", -1)));
            config = config.withValue(
                    path, ConfigValueFactory.fromAnyRef(properties.getProperty(name), "system property -D" + name));
        }
        return config;
    }

    private static Config fromVariables(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(FORCE + ROOT + "_")) {
                String origin = "environment variable " + name;
                try {
                    config = config.withValue(
                            path(name.substring(FORCE.length())),
                            ConfigValueFactory.fromAnyRef(variable.getValue(), origin));
                } catch (ConfigException e) {
                    throw new InvalidConfigException(List.of(
                            origin + ": its name is no key; write a dot as _ and a hyphen as __, or remove it"));
                }
            }
        }
        return config;
    }

    /** As HOCON writes keys in variables: a dot is {@code _}, a hyphen {@code __}, an underscore {@code ___}. */
    private static String path(String name) {
        return name.replace("___", "\0").replace("__", "-").replace("_", ".").replace("\0", "_");
    }
}
