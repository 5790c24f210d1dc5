package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.ChatPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as the agent uses it. */
class JournalTest {
    @Test
    void events_areInTheConfiguredFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("new/data/events.jsonl");
        try (RecordingSetup setup = setUp("journal", file)) {
            setup.deliver(Sample.event(1));
            setup.deliver(Sample.event(2));
            setup.flush();

            assertThat(file).hasContent(Sample.json(1) + "\n" + Sample.json(2) + "\n");
        }
    }

    @Test
    void twoInstances_cannotWriteOneFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        try (RecordingSetup first = setUp("first", file)) {
            assertThatThrownBy(() -> setUp("second", file))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            file.toRealPath() + " is already written by the plugin instance \"first\" of this agent;"
                                    + " give each journal a file of its own");

            first.deliver(Sample.event(1));
        }
        assertThat(file).hasContent(Sample.json(1));
    }

    @Test
    void twoProcesses_cannotWriteOneFile(@TempDir Path directory) throws Exception {
        Path file = directory.toRealPath().resolve("events.jsonl");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        "1")
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("1");

            assertThatThrownBy(() -> setUp("journal", file))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is already written by another process;"
                            + " stop that one, or give this journal a file of its own");
        } finally {
            other.destroyForcibly().waitFor();
        }
        setUp("journal", file).close();
    }

    @Test
    void newVersion_takesOver_whenTheOldOneHasEnded(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        RecordingSetup old = setUp("journal", file);
        try (RecordingSetup replacement = setUp("journal", file)) {
            old.deliver(Sample.event(1));
            assertThatThrownBy(() -> replacement.deliver(Sample.event(2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already written by the plugin instance \"journal\"");
            old.close();

            replacement.deliver(Sample.event(1));
            replacement.deliver(Sample.event(2));
        }
        assertThat(Files.readAllLines(file)).isEqualTo(Sample.lines(1, 2));
    }

    @Test
    void directoryAsFile_isRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> setUp("journal", directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is a directory; name a file in it");
    }

    @Test
    void linkedFile_isWrittenWhereItLies(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("real.jsonl"));
        Path link = Files.createSymbolicLink(directory.resolve("events.jsonl"), file);
        try (RecordingSetup setup = setUp("journal", link)) {
            setup.deliver(Sample.event(1));
        }

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(Sample.json(1));
    }

    @Test
    void settings_areRefused_whenTheyMakeNoSense() {
        Path file = Path.of("events.jsonl");

        assertThatThrownBy(() -> new Journal.Settings(file, "1KiB", 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-size is 1KiB; give it at least 4KiB");
        assertThatThrownBy(() -> new Journal.Settings(file, "1MiB", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keep is 0; keep at least 1 file");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(Journal.class);
    }

    private static RecordingSetup setUp(String instance, Path file) throws Exception {
        RecordingSetup setup = new RecordingSetup(instance, new Journal.Settings(file, "64MiB", 8));
        new Journal().setup(setup);
        return setup;
    }
}
