package dev.vigia.agent;

import com.google.inject.Guice;
import com.google.inject.Stage;
import dev.vigia.agent.action.ActionModule;
import dev.vigia.agent.action.Sender;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.dispatch.Dispatch;
import dev.vigia.agent.dispatch.DispatchModule;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.poll.PollModule;
import dev.vigia.agent.poll.Watch;
import dev.vigia.agent.reload.ReloadModule;
import dev.vigia.agent.reload.Reloader;
import dev.vigia.agent.reload.Requests;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.web.HealthServer;
import dev.vigia.agent.web.WebModule;
import dev.vigia.agent.zapi.ZApi;
import jakarta.inject.Inject;
import java.io.IOException;

/** The whole agent: what it consists of, and in which order that starts and stops. */
public final class Agent implements AutoCloseable {
    private final Store store;
    private final PluginDirectory plugins;
    private final ZApi zapi;
    private final Sender sender;
    private final Dispatch dispatch;
    private final Watch watch;
    private final HealthServer health;
    private final Reloader reloader;

    @Inject
    Agent(
            Store store,
            PluginDirectory plugins,
            ZApi zapi,
            Sender sender,
            Dispatch dispatch,
            Watch watch,
            HealthServer health,
            Reloader reloader) {
        this.store = store;
        this.plugins = plugins;
        this.zapi = zapi;
        this.sender = sender;
        this.dispatch = dispatch;
        this.watch = watch;
        this.health = health;
        this.reloader = reloader;
    }

    /**
     * Opens the store and loads the plugins. Nothing runs yet.
     *
     * @param config what was read
     * @param source what it was read from, and is read from again when it changes
     * @throws StoreException if the store cannot be used
     * @throws PluginException if the directory of plugins cannot be used; what is wrong with one plugin does not keep the others from
     *     running, and is logged when the agent starts
     */
    public static Agent open(AgentConfig config, ConfigSource source) throws StoreException, PluginException {
        Store store = Store.open(config.store());
        try {
            Requests requests = new Requests(Store.beside(config.store(), Requests.DIRECTORY));
            PluginDirectory plugins = PluginDirectory.open(
                    config.pluginDirectory(), store.directory().resolve(".plugins"));
            return Guice.createInjector(
                            Stage.PRODUCTION,
                            new AgentModule(config, source, store, plugins, requests),
                            new ActionModule(),
                            new DispatchModule(),
                            new PollModule(),
                            new WebModule(),
                            new ReloadModule())
                    .getInstance(Agent.class);
        } catch (PluginException | StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Starts those who hand on before those who bring something in.
     *
     * @throws IOException if the port of the web server cannot be had, or nothing be written beside the database
     */
    public void start() throws StoreException, IOException {
        health.start();
        sender.start();
        dispatch.start();
        watch.start();
        reloader.start();
    }

    /** Stops in the opposite order, so that what was seen is stored and what was handled is recorded. */
    @Override
    public void close() throws StoreException {
        reloader.close();
        watch.close();
        dispatch.close();
        sender.close();
        health.close();
        plugins.close();
        zapi.close();
        store.close();
    }
}
