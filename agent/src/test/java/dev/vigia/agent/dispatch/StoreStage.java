package dev.vigia.agent.dispatch;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.Store;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Plugin;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.slf4j.LoggerFactory;

/** The real thing: plugins in jars, lanes, and a store on disk. */
final class StoreStage implements Stage {
    private static final Duration NO_LONGER_THAN_THE_FIRST_WAIT = Duration.ofMillis(300);

    private final Path directory;
    private final Workbench bench;
    private final Logger logger = (Logger) LoggerFactory.getLogger("plugin.one");
    private final Lines lines = new Lines();

    StoreStage(Path directory) throws Exception {
        this.directory = directory;
        this.bench = new Workbench(directory);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @Override
    public void start(Class<? extends ChatPlugin> plugin, String settings, Pace pace) throws Exception {
        install(plugin);
        start(use(plugin, settings), pace);
    }

    /** Starts a plugin from a jar that is there. */
    void start(Path jar, String id, String settings) throws Exception {
        Files.copy(jar, bench.plugins().resolve(id + ".jar"));
        start(use(id, settings), Pace.AT_ONCE);
    }

    private void start(PluginUse use, Pace pace) throws Exception {
        bench.start(Workbench.PATIENT, pace == Pace.AT_ONCE ? Workbench.AT_ONCE : Workbench.AT_LAST, use);
    }

    @Override
    public String refusal(Class<? extends ChatPlugin> plugin, String settings) throws Exception {
        install(plugin);
        PluginUse use = use(plugin, settings);
        try (PluginDirectory plugins = PluginDirectory.open(bench.plugins(), directory.resolve("copies"))) {
            PluginException refused = Assertions.catchThrowableOfType(
                    PluginException.class, () -> PluginInstance.check(plugins.typeFor(use), use, Clock.systemUTC()));
            return String.valueOf(refused.getMessage());
        }
    }

    /** All plugins' classes are in each jar; its services file names the one. */
    private void install(Class<? extends ChatPlugin> plugin) throws Exception {
        PluginJar jar = PluginJar.of().naming(plugin.getName());
        String prefix = ContractPlugins.class.getSimpleName();
        URL place = Objects.requireNonNull(ContractPlugins.class.getResource(prefix + ".class"));
        try (Stream<Path> files = Files.list(Path.of(place.toURI()).getParent())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .toList()) {
                jar.resource("dev/vigia/agent/dispatch/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        jar.writeTo(bench.plugins(), plugin.getSimpleName() + ".jar");
    }

    private PluginUse use(Class<? extends ChatPlugin> plugin, String settings) throws IOException {
        return use(plugin.getAnnotation(Plugin.class).id(), settings);
    }

    private PluginUse use(String id, String settings) throws IOException {
        Path file = Files.writeString(
                directory.resolve("vigia.conf"),
                "vigia { accounts.sales { instance = I1, token = T1 }, plugins.one { use = " + id + ", settings {\n"
                        + settings + "\n} } }");
        return AgentConfig.load(file, Map.of(), new Properties()).plugins().get(0);
    }

    @Override
    public void commit(Duration age, Fact... facts) throws Exception {
        bench.commit(Instant.now().minus(age), List.of(facts));
    }

    @Override
    public void doFirstActionAndCommit(Fact effect) throws Exception {
        await().until(() -> !bench.store().outbox().queue("sales").isEmpty());
        String action = bench.store().outbox().queue("sales").get(0).id();
        bench.store().outbox().claim(action, Instant.now());
        bench.store().outbox().done("sales", action, null, null, Instant.now());
        commit(effect);
    }

    @Override
    public void baseline(String... chats) throws Exception {
        bench.baseline(chats);
    }

    @Override
    public void replayAll() throws Exception {
        long last = Long.parseLong(bench.rows("SELECT max(seq) FROM event").get(0));
        await().until(() -> bench.rows("SELECT seq FROM plugin_cursor").contains(Long.toString(last)));
        try (Store beside = bench.openBeside()) {
            beside.replays().add("one", "sales", EventFilter.ALL, Instant.now());
        }
    }

    @Override
    public void eventually(Assertion assertion) {
        await().untilAsserted(assertion::check);
    }

    @Override
    public void atFirst(Assertion assertion) {
        await().during(NO_LONGER_THAN_THE_FIRST_WAIT).untilAsserted(assertion::check);
    }

    @Override
    public List<String> log() {
        return List.copyOf(lines.all);
    }

    @Override
    public List<String> outcomes() throws Exception {
        return bench.rows("SELECT outcome FROM delivery ORDER BY seq").stream()
                .map(StoreStage::withoutTimes)
                .toList();
    }

    @Override
    public List<String> deadLetters() throws Exception {
        return bench.rows("SELECT seq, attempts, failure FROM dead_letter ORDER BY seq").stream()
                .map(StoreStage::withoutFrames)
                .toList();
    }

    @Override
    public List<String> failures() throws Exception {
        return bench.rows("SELECT attempt, failure FROM failed_attempt ORDER BY at, seq, attempt").stream()
                .map(StoreStage::withoutFrames)
                .toList();
    }

    @Override
    public List<String> sent() throws Exception {
        return bench.rows("SELECT kind, chat, target, typing_seconds, text FROM action ORDER BY place");
    }

    @Override
    public List<String> state(String... chats) throws Exception {
        List<String> rows = bench.rows("SELECT chat, name, value FROM plugin_state ORDER BY chat, name");
        return rows.stream()
                .filter(row -> row.startsWith(" ") || Arrays.stream(chats).anyMatch(chat -> row.startsWith(chat + " ")))
                .toList();
    }

    @Override
    public void close() throws Exception {
        bench.close();
        logger.detachAppender(lines);
    }

    static String withoutTimes(String text) {
        return text.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    /** The places in the plugin's source, which the test kit leaves to the exception itself. */
    private static String withoutFrames(String text) {
        return text.replaceAll(" at [\\w.$]+\\([\\w.]+:\\d+\\)(, [\\w.$]+\\([\\w.]+:\\d+\\))*", "");
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage());
        }
    }
}
