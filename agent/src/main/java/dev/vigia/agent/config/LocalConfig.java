package dev.vigia.agent.config;

import com.typesafe.config.ConfigObject;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of the configuration that commands need which only look at this machine. It can be read without the accounts' secrets, so such
 * commands work in a shell in which the agent's environment variables are not set.
 *
 * @param plugins as far as they can be read: what is wrong with them concerns only commands that start them
 */
public record LocalConfig(StoreSettings store, Path pluginDirectory, List<PluginUse> plugins) {
    public LocalConfig {
        plugins = List.copyOf(plugins);
    }

    /** The plugin instances that get the events of an account. */
    public Set<String> instancesOf(String account) {
        return plugins.stream()
                .filter(use -> use.accounts().contains(account))
                .map(PluginUse::instance)
                .collect(Collectors.toSet());
    }

    /**
     * Reads that part. The rest of the file must be well-formed, and nothing more.
     *
     * @throws InvalidConfigException with every problem of that part at once
     */
    public static LocalConfig load(Path file, Map<String, String> environment, Properties properties) {
        Layers layers = Layers.of(file, environment, properties);
        Problems unset = new Problems(layers.places());
        ConfigObject vigia = Substitutions.resolve(layers, unset);
        Problems problems = new Problems(layers.places());
        Section root = Section.of(vigia, Layers.ROOT, problems);
        StoreSettings store = StoreSection.read(root.section("store"));
        Path pluginDirectory = RootSection.pluginDirectory(root);
        problems.throwIfAny(InvalidConfigException::new);
        Section others = root.reportingTo(new Problems(layers.places()));
        List<PluginUse> plugins = PluginsSection.read(others.section("plugins"), others.section("accounts"));
        if (store.url().isEmpty() || pluginDirectory.toString().isEmpty()) {
            // A variable that is not set stands for one of them; it was reported when it was looked up.
            unset.throwIfAny(InvalidConfigException::new);
        }
        return new LocalConfig(store, pluginDirectory, plugins);
    }
}
