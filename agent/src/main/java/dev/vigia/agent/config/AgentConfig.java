package dev.vigia.agent.config;

import com.typesafe.config.ConfigObject;
import dev.vigia.agent.action.ActionSettings;
import dev.vigia.agent.dispatch.DeliverySettings;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.web.WebSettings;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The whole configuration, read and checked: whoever holds one need not check again.
 *
 * @param watch whether what changes in the configuration and the plugin directory takes effect by itself
 */
public record AgentConfig(
        List<WatchedAccount> accounts,
        ZApiSettings zapi,
        StoreSettings store,
        Path pluginDirectory,
        List<PluginUse> plugins,
        DeliverySettings delivery,
        ActionSettings actions,
        WebSettings web,
        boolean watch) {
    public AgentConfig {
        accounts = List.copyOf(accounts);
        plugins = List.copyOf(plugins);
    }

    /**
     * Reads a configuration. Relative paths in it stay relative to the directory that the agent was started in.
     *
     * @param environment for {@code ${NAME}} in the file; {@code CONFIG_FORCE_vigia_…} variables override the file
     * @param properties system properties: {@code vigia.…} override the file and the environment
     * @throws InvalidConfigException with every problem at once
     */
    public static AgentConfig load(Path file, Map<String, String> environment, Properties properties) {
        Layers layers = Layers.of(file, environment, properties);
        Problems problems = new Problems(layers.places());
        ConfigObject vigia = Substitutions.resolve(layers, problems);
        AgentConfig config = RootSection.read(Section.of(vigia, Layers.ROOT, problems));
        problems.throwIfAny(InvalidConfigException::new);
        return config;
    }
}
