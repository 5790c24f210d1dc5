package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a plugin stays in memory once it is closed: the agent runs for years, and reloads plugins. */
final class PluginUnloadTest {
    @TempDir
    Path directory;

    @TempDir
    Path work;

    private final List<Exception> kept = new ArrayList<>();

    @Test
    void letsTheClassLoaderGo_afterSetupDeliveryFailureAndClose() throws Exception {
        PluginJar.of(PluginJar.source(
                        "Sample",
                        "sample",
                        Seen.RECORD
                                + " static class Own extends RuntimeException { Own(Throwable cause) { super(cause); } }",
                        """
                        List<String> seen = setup.settings(Settings.class).seen();
                        setup.log().info("set up");
                        if (setup.instance().equals("refused")) {
                            throw new Own(null);
                        }
                        setup.closeAtEnd(() -> { throw new Own(null); });
                        setup.beforeAck(() -> { throw new Own(null); });
                        setup.on(NewUnread.class).where(event -> seen.add("handled")).handle((event, context) -> {
                            context.log().info("handled");
                            org.slf4j.MDC.put("mine", "x");
                            throw new Own(new IllegalStateException("x"));
                        });
                        """))
                .writeTo(directory, "sample.jar");

        WeakReference<ClassLoader> loader = useAndClose();

        assertThat(kept).hasSize(3);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private WeakReference<ClassLoader> useAndClose() throws Exception {
        Seen seen = new Seen();
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginUse use = seen.use("night", "sample");
            PluginType type = plugins.typeFor(use);
            try (PluginInstance instance = PluginInstance.setUp(type, use, Samples.MEMORY, Samples.CLOCK)) {
                keep(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false));
                keep(instance::flush);
            }
            keep(() -> PluginInstance.setUp(type, seen.use("refused", "sample"), Samples.MEMORY, Samples.CLOCK));
            return new WeakReference<>(type.loader());
        }
    }

    private void keep(Failing call) {
        try {
            call.run();
        } catch (Exception e) {
            kept.add(e);
        }
    }

    private interface Failing {
        void run() throws Exception;
    }
}
