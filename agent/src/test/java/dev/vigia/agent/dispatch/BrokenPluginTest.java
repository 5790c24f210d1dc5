package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vigia.agent.config.AgentConfig;
import dev.vigia.agent.plugin.BrokenPlugin;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Whatever is wrong with a plugin: the log says so once, with the file, the cause and the cure, and the plugin beside it gets its events. */
class BrokenPluginTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path directory;

    private Workbench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(directory);
        bench.installHandler("healthy", "seen.add(\"\" + number);");
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void close() throws Exception {
        root.detachAppender(lines);
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void isToldOnce_andTheOthersRun(BrokenPlugin broken) throws Exception {
        broken.installIn(directory.resolve("plugins"));
        Seen seen = new Seen();
        List<PluginUse> uses = new ArrayList<>(broken.loads() ? configured(broken) : List.of());
        uses.add(seen.use("good", "healthy"));
        Dispatch dispatch = bench.start(uses.toArray(new PluginUse[0]));

        bench.newUnread("551190001", 3);

        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly("3"));
        dispatch.close();
        assertThat(lines.list.stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(ILoggingEvent::getFormattedMessage))
                .singleElement()
                .asString()
                .contains(broken.words());
    }

    private List<PluginUse> configured(BrokenPlugin broken) throws Exception {
        Path file = Files.writeString(directory.resolve("vigia.conf"), """
                vigia {
                  accounts.sales { instance = one, token = t }
                  plugins.broken { use = broken, settings { %s } }
                }
                """.formatted(broken.settings()));
        return AgentConfig.load(file, Map.of(), new Properties()).plugins();
    }
}
