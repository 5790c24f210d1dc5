package dev.vigia.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.vigia.agent.account.Account;
import dev.vigia.agent.action.ActionSettings;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.dispatch.DeliverySettings;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.agent.reload.Requests;
import dev.vigia.agent.store.Accounts;
import dev.vigia.agent.store.EventLog;
import dev.vigia.agent.store.Outbox;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.web.WebSettings;
import dev.vigia.agent.zapi.ZApi;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Binds what the features share: each one's part of the configuration, the store, the plugins, the clock and chance. */
final class AgentModule extends AbstractModule {
    private final AgentConfig config;
    private final ConfigSource source;
    private final Store store;
    private final PluginDirectory plugins;
    private final Requests requests;

    AgentModule(AgentConfig config, ConfigSource source, Store store, PluginDirectory plugins, Requests requests) {
        this.config = config;
        this.source = source;
        this.store = store;
        this.plugins = plugins;
        this.requests = requests;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
        bind(Agent.class).in(Singleton.class);
        bind(AgentConfig.class).toInstance(config);
        bind(ConfigSource.class).toInstance(source);
        bind(Requests.class).toInstance(requests);
        bind(Store.class).toInstance(store);
        bind(Accounts.class).toInstance(store.accounts());
        bind(EventLog.class).toInstance(store.events());
        bind(Outbox.class).toInstance(store.outbox());
        bind(ActionSettings.class).toInstance(config.actions());
        bind(PluginDirectory.class).toInstance(plugins);
        bind(StoreSettings.class).toInstance(config.store());
        bind(DeliverySettings.class).toInstance(config.delivery());
        bind(WebSettings.class).toInstance(config.web());
        bind(Clock.class).toInstance(Clock.systemUTC());
        bind(RandomGenerator.class).toInstance(new SecureRandom());
    }

    @Provides
    @Singleton
    ZApi zapi() {
        return new ZApi(config.zapi());
    }

    @Provides
    List<WatchedAccount> accounts() {
        return config.accounts();
    }

    @Provides
    List<Account> watchedAccounts() {
        return config.accounts().stream().map(WatchedAccount::account).toList();
    }

    @Provides
    List<PluginUse> pluginUses() {
        return config.plugins();
    }
}
