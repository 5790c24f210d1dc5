package dev.vigia.agent.cli;

import dev.vigia.agent.Agent;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent that runs until somebody ends the process, and is stopped in order then. */
final class Service {
    private static final Logger log = LoggerFactory.getLogger("vigia");

    private Service() {}

    static void run(AgentConfig config, ConfigSource source)
            throws StoreException, PluginException, IOException, InterruptedException {
        Agent agent = Agent.open(config, source);
        CountDownLatch started = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent, started), "shutdown"));
        try {
            agent.start();
        } finally {
            started.countDown();
        }
        new CountDownLatch(1).await();
    }

    private static void stop(Agent agent, CountDownLatch started) {
        try {
            // What is half started cannot be stopped in order.
            started.await();
            agent.close();
            log.info("Stopped; everything seen and delivered is recorded");
        } catch (StoreException e) {
            log.error("Stopped, but the store could not be closed in order: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
