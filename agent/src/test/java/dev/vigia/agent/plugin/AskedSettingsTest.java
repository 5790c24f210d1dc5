package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin does whose settings are asked for. */
class AskedSettingsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RECORD = "public record Settings(String text) {}";
    private static final String OPENS =
            "setup.closeAtEnd(() -> java.nio.file.Files.createFile(java.nio.file.Path.of(\"%s\")));";

    @TempDir
    Path directory;

    @TempDir
    Path work;

    @Test
    void goesNoFurtherThanItsSettings() throws Exception {
        Path touched = directory.resolve("touched");
        Optional<Class<? extends Record>> asked = ask(
                "setup.settings(Settings.class); java.nio.file.Files.createFile(java.nio.file.Path.of(\"%s\"));"
                        .formatted(touched),
                PATIENCE);

        assertThat(asked).map(Class::getName).contains("com.acme.Sample$Settings");
        assertThat(touched).doesNotExist();
    }

    @Test
    void isHeardAlsoIfItGoesOn() throws Exception {
        assertThat(ask(
                        "try { setup.settings(Settings.class); } catch (Throwable t) { throw new Exception(\"no\"); }",
                        PATIENCE))
                .map(Class::getSimpleName)
                .contains("Settings");
    }

    @Test
    void takesNone_whenItDoesNotAsk() throws Exception {
        assertThat(ask("setup.on(Event.class).handle((event, context) -> {});", PATIENCE))
                .isEmpty();
    }

    @Test
    void hasClosedWhatItOpenedBefore() throws Exception {
        Path closed = directory.resolve("closed");
        ask(OPENS.formatted(closed) + "setup.settings(Settings.class);", PATIENCE);

        assertThat(closed).exists();
    }

    @Test
    void isToldOf_whenItFailsBefore() {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> ask(
                        "if (true) throw new java.io.IOException(\"no printer\"); " + "setup.settings(Settings.class);",
                        PATIENCE))
                .withMessageStartingWith("The settings of plugin sample unknown (" + directory.resolve("sample.jar")
                        + ") cannot be told: its setup failed before it came to them: java.io.IOException: no printer")
                .withMessageEndingWith("Let setup begin with settings(…)");
    }

    @Test
    void isToldOf_whenItHangsBefore() {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> ask("new java.util.concurrent.CountDownLatch(1).await();", Duration.ofMillis(300)))
                .withMessageContaining("its setup did not come to them within ")
                .withMessageEndingWith("Let setup begin with settings(…)");
    }

    private Optional<Class<? extends Record>> ask(String setup, Duration patience) throws Exception {
        Files.createDirectories(directory);
        PluginJar.of(PluginJar.source("Sample", "sample", RECORD, setup)).writeTo(directory, "sample.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            return AskedSettings.of(plugins.typeFor(new Seen().use("night", "sample")), Samples.CLOCK, patience);
        }
    }
}
