package dev.vigia.agent.reload;

import dev.vigia.agent.action.Sender;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.config.InvalidConfigException;
import dev.vigia.agent.dispatch.Dispatch;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginProblem;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.poll.Watch;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.agent.report.Report;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for changes of the configuration and of the plugins, and has them take effect; also when a command asks for it. What cannot be
 * used changes nothing.
 */
public final class Reloader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reloader.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Who writes a file may pause. */
    private static final Duration STABLE = Duration.ofSeconds(2);

    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final ConfigSource source;
    private final AgentConfig started;
    private final PluginDirectory plugins;
    private final Sender sender;
    private final Dispatch dispatch;
    private final Watch watch;
    private final Requests requests;
    private final Thread thread = new Thread(this::run, "reload");
    private final CountDownLatch closing = new CountDownLatch(1);
    private AgentConfig latest;
    private List<PluginProblem> pluginProblems;
    private List<String> pluginWarnings;
    private Set<String> knownPlugins;
    private final Stability stability = new Stability(STABLE);
    private Traces reloaded = Traces.NONE;
    private final Map<String, Report> unanswered = new LinkedHashMap<>();
    private boolean requestsFail;

    @Inject
    Reloader(
            ConfigSource source,
            AgentConfig started,
            PluginDirectory plugins,
            Sender sender,
            Dispatch dispatch,
            Watch watch,
            Requests requests) {
        this.source = source;
        this.started = started;
        this.plugins = plugins;
        this.sender = sender;
        this.dispatch = dispatch;
        this.watch = watch;
        this.requests = requests;
        this.latest = started;
        this.pluginProblems = plugins.problemsOfContents();
        this.pluginWarnings = plugins.warnings();
        this.knownPlugins = Set.copyOf(plugins.types().keySet());
    }

    /**
     * Begins to look, when all else has started.
     *
     * @throws IOException if requests cannot be taken
     */
    public void start() throws IOException {
        requests.open();
        thread.start();
    }

    private void run() {
        try {
            do {
                try {
                    look();
                } catch (RuntimeException | Error e) {
                    // The loop is ours: a defect met by one change must not keep the next from taking effect.
                    log.error("Reloading failed by a defect of the agent. Please report it", e);
                }
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            log.debug("Broken off: the agent is stopping");
        }
    }

    private void look() throws InterruptedException {
        answerRequests();
        Traces now = traces();
        boolean stable = stability.isReached(now, System.nanoTime());
        // The first time also if nothing seems to have changed: it may have changed while the agent started.
        if (latest.watch() && stable && !now.equals(reloaded)) {
            reload(false);
        }
        plugins.watchUnloading();
    }

    private Traces traces() {
        return Traces.of(source.file(), plugins.directory());
    }

    private void answerRequests() throws InterruptedException {
        try {
            answer();
            for (Optional<String> request = requests.take(); request.isPresent(); request = requests.take()) {
                log.info("Reloading, because a command asked for it");
                unanswered.put(request.get(), reload(true));
                answer();
            }
            requestsFail = false;
        } catch (IOException e) {
            if (!requestsFail) {
                log.warn("Requests of commands cannot be taken or answered: {}", e.toString());
            }
            requestsFail = true;
        }
    }

    /** An answer that could not be written is written the next time. */
    private void answer() throws IOException {
        for (Iterator<Map.Entry<String, Report>> each = unanswered.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Report> next = each.next();
            requests.answer(next.getKey(), next.getValue());
            each.remove();
        }
    }

    /** @param again whether what was refused is tried and told again, though it has not changed */
    private Report reload(boolean again) throws InterruptedException {
        Report report = new Report();
        reloaded = traces();
        try {
            AgentConfig config = source.load();
            plugins.lookAgain(again);
            checkNotStopping();
            tellPluginProblems(again, report);
            apply(config, again, report);
            tellOfPluginsThatNobodyUses(config, report);
        } catch (InvalidConfigException e) {
            checkNotStopping();
            refuse(e.problems(), report);
        } catch (PluginException e) {
            checkNotStopping();
            refuse(e.problems(), report);
        } catch (RuntimeException e) {
            log.error("Reloading failed by a defect of the agent. Please report it", e);
            report.refused("A defect of the agent; its log tells more");
        }
        return report;
    }

    /** A file that was not read to its end for that reason is not a bad file. */
    private void checkNotStopping() throws InterruptedException {
        if (closing.getCount() == 0) {
            throw new InterruptedException("the agent is stopping");
        }
    }

    private static void refuse(List<String> problems, Report report) {
        problems.forEach(report::refused);
        report.refused("Nothing was reloaded, because of the above; the agent goes on as it was");
    }

    private void tellPluginProblems(boolean again, Report report) {
        List<PluginProblem> problems = plugins.problemsOfContents();
        problems.stream()
                .filter(problem -> again || !pluginProblems.contains(problem))
                .map(PluginProblem::text)
                .forEach(report::refused);
        pluginProblems = problems;
        plugins.warnings().stream()
                .filter(warning -> !pluginWarnings.contains(warning))
                .forEach(report::warned);
        pluginWarnings = plugins.warnings();
    }

    /** Whoever drops a jar waits for something to happen. */
    private void tellOfPluginsThatNobodyUses(AgentConfig config, Report report) {
        Map<String, PluginType> types = plugins.types();
        types.forEach((id, type) -> {
            boolean isUsed = config.plugins().stream().anyMatch(use -> use.use().equals(id));
            if (!isUsed && !knownPlugins.contains(id)) {
                report.done(
                        "Plugin " + type + " is there, and nothing uses it yet: add a section such as vigia.plugins."
                                + id + " { use = " + id + " } to the configuration");
            }
        });
        knownPlugins = Set.copyOf(types.keySet());
    }

    private void apply(AgentConfig config, boolean again, Report report) throws InterruptedException {
        AgentConfig before = again ? started : latest;
        latest = config;
        tellIfItWaits("zapi", AgentConfig::zapi, config, before, report);
        tellIfItWaits("store", AgentConfig::store, config, before, report);
        tellIfItWaits("plugin-directory", AgentConfig::pluginDirectory, config, before, report);
        tellIfItWaits("delivery", AgentConfig::delivery, config, before, report);
        tellIfItWaits("web", AgentConfig::web, config, before, report);
        // As at the start: those who hand on before those who bring something in.
        sender.apply(config.accounts().stream().map(WatchedAccount::account).toList(), config.actions(), report);
        dispatch.apply(config.plugins(), again, report);
        watch.apply(config.accounts(), report);
    }

    private <T> void tellIfItWaits(
            String name, Function<AgentConfig, T> part, AgentConfig now, AgentConfig before, Report report) {
        T wanted = part.apply(now);
        if (!wanted.equals(part.apply(started)) && !wanted.equals(part.apply(before))) {
            report.waits("vigia." + name + " changed, which takes effect when the agent is restarted");
        }
    }

    /** Ends what is under way; what it has begun is complete or has changed nothing. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(STOPPING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
