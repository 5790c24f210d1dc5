package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of all configured plugin instances. */
public final class Dispatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final List<PluginUse> uses;
    private final PluginDirectory plugins;
    private final dev.vigia.agent.store.Store database;
    private final StoreSettings store;
    private final Clock clock;
    private final RandomGenerator random;
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable Retention retention;

    @Inject
    Dispatch(
            List<PluginUse> uses,
            PluginDirectory plugins,
            dev.vigia.agent.store.Store database,
            StoreSettings store,
            Clock clock,
            RandomGenerator random) {
        this.uses = uses;
        this.plugins = plugins;
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** Sets every instance up and begins to deliver. An instance that refuses keeps its place in the log and delays no other. */
    public void start() throws StoreException {
        plugins.problems().forEach(log::error);
        for (PluginUse use : uses) {
            for (String account : use.accounts()) {
                database.deliveries(use.instance(), account).begin(clock.instant());
            }
            try {
                Lane lane = new Lane(plugins.typeFor(use), use, database, clock, random);
                lane.start();
                lanes.add(lane);
            } catch (PluginException e) {
                log.error("Not started: {} (its events are kept until it runs)", e.getMessage());
            }
        }
        retention = new Retention(
                database.pruning(),
                store.keepEvents(),
                uses.stream().map(PluginUse::instance).toList(),
                clock);
    }

    /** Lets every delivery under way end, and records it. */
    @Override
    public void close() {
        if (retention != null) {
            retention.close();
        }
        lanes.forEach(Lane::stop);
        long end = System.nanoTime() + STOPPING.toNanos();
        try {
            for (Lane lane : lanes) {
                lane.join(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
