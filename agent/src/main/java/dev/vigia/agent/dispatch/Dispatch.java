package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.PluginExits;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of all configured plugin instances. */
public final class Dispatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);
    private static final int EXITS = 3;

    private final List<PluginUse> uses;
    private final PluginDirectory plugins;
    private final Store store;
    private final StoreSettings storeSettings;
    private final Clock clock;
    private final Lanes lanes;
    private @Nullable Retention retention;

    @Inject
    Dispatch(
            List<PluginUse> uses,
            PluginDirectory plugins,
            Store store,
            StoreSettings storeSettings,
            DeliverySettings settings,
            Clock clock,
            RandomGenerator random) {
        this.uses = uses;
        this.plugins = plugins;
        this.store = store;
        this.storeSettings = storeSettings;
        this.clock = clock;
        this.lanes = new Lanes(
                plugins,
                store,
                clock,
                settings.slowAfter().compareTo(MOST_PATIENCE) < 0 ? settings.slowAfter() : MOST_PATIENCE,
                (type, use) -> new Lane(type, use, store, settings, clock, random));
    }

    /** Sets every instance up and begins to deliver. An instance that refuses keeps its place in the log and delays no other. */
    public void start() throws StoreException {
        plugins.problems().forEach(log::error);
        plugins.warnings().forEach(log::warn);
        Map<String, Integer> exits = store.pluginExits().inARow();
        for (PluginUse use : uses) {
            for (String account : use.accounts()) {
                store.deliveries(use.instance(), account).begin(use.fromStart(), clock.instant());
            }
            if (exits.getOrDefault(use.instance(), 0) >= EXITS) {
                log.error(
                        "Not started: the plugin instance {} ended the agent's process {} times in a row. Its events are kept;"
                                + " correct or replace the plugin, or call 'vigia reload' to start it all the same",
                        use.instance(),
                        exits.get(use.instance()));
                lanes.leaveOut(use);
            } else {
                lanes.start(use);
            }
        }
        try {
            lanes.awaitSetUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        retention = new Retention(store.pruning(), store.outbox(), storeSettings.keepEvents(), lanes::working, clock);
    }

    /**
     * Has other uses take effect, and the plugins as the directory has them by now, while events flow: each is delivered to the old or to
     * the new, none to both and none to neither. What cannot take effect changes nothing.
     *
     * @param again whether what was refused is tried again, though nothing about it has changed
     */
    public void apply(List<PluginUse> newUses, boolean again, Report report) throws InterruptedException {
        lanes.apply(newUses, again, report);
    }

    /** Lets every delivery under way end, and records it. */
    @Override
    public void close() {
        if (retention != null) {
            retention.close();
        }
        List<Lane> all = lanes.all();
        boolean exiting = noteExits(all);
        all.forEach(Lane::stop);
        // A thread that waits for the end of the process cannot be waited for.
        long end = System.nanoTime() + (exiting ? Duration.ofSeconds(1) : STOPPING).toNanos();
        try {
            for (Lane lane : all) {
                lane.join(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records which plugin is ending the process, if one is; if none is, that the row of such ends is broken. */
    private boolean noteExits(List<Lane> all) {
        List<String> exiting = all.stream()
                .filter(lane -> Exit.isUnderWayIn(lane.group()))
                .map(Lane::name)
                .toList();
        try {
            PluginExits exits = store.pluginExits();
            if (exiting.isEmpty()) {
                exits.none();
            }
            for (String instance : exiting) {
                log.error(
                        "The plugin instance {} is ending the agent's process by System.exit. The event it works on is delivered"
                                + " again at the next start; after {} such ends in a row the instance is not started any more",
                        instance,
                        EXITS);
                exits.one(instance);
            }
        } catch (StoreException e) {
            log.warn("Whether a plugin ended the process could not be recorded: {}", e.getMessage());
        }
        return !exiting.isEmpty();
    }
}
