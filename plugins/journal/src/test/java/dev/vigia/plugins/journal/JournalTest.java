package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.api.ChatPlugin;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as the agent uses it. */
class JournalTest {
    @Test
    void events_areInTheConfiguredFile(@TempDir Path directory) {
        Path file = directory.resolve("new/data/events.jsonl");
        try (TestAgent agent = start("journal", file)) {
            agent.deliver(Numbered.event(1), Numbered.event(2));

            assertThat(file).hasContent(Numbered.json(1) + "\n" + Numbered.json(2) + "\n");
        }
    }

    @Test
    void whatIsDeliveredAgain_isNotWrittenAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        try (TestAgent agent = start("journal", file)) {
            agent.failNextCommit();
            agent.deliver(Numbered.event(1), Numbered.event(2));
            agent.advance(Duration.ofSeconds(1));
            agent.redeliver(Numbered.event(2));
            agent.replay(Numbered.event(1));
        }

        assertThat(Files.readAllLines(file)).isEqualTo(Numbered.lines(1, 2));
    }

    @Test
    void twoInstances_cannotWriteOneFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        try (TestAgent first = start("first", file)) {
            assertThatThrownBy(() -> start("second", file))
                    .isInstanceOf(RefusedException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            file.toRealPath() + " is already written by the plugin instance \"first\" of this agent;"
                                    + " give each journal a file of its own");

            first.deliver(Numbered.event(1));
        }
        assertThat(file).hasContent(Numbered.json(1));
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

            assertThatThrownBy(() -> start("journal", file))
                    .isInstanceOf(RefusedException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is already written by another process;"
                            + " stop that one, or give this journal a file of its own");
        } finally {
            other.destroyForcibly().waitFor();
        }
        start("journal", file).close();
    }

    @Test
    void newVersion_takesOver_whenTheOldOneHasEnded(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        TestAgent old = start("journal", file);
        try (TestAgent replacement = start("journal", file)) {
            old.deliver(Numbered.event(1));
            replacement.deliver(Numbered.event(1), Numbered.event(2));
            assertThat(replacement.failures()).hasSize(1);
            assertThat(replacement.failures().get(0).failure())
                    .contains("already written by the plugin instance \"journal\"");
            old.close();

            replacement.advance(Duration.ofSeconds(1));
        }
        assertThat(Files.readAllLines(file)).isEqualTo(Numbered.lines(1, 2));
    }

    @Test
    void directoryAsFile_isRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> start("journal", directory))
                .isInstanceOf(RefusedException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is a directory; name a file in it");
    }

    @Test
    void linkedFile_isWrittenWhereItLies(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("real.jsonl"));
        Path link = Files.createSymbolicLink(directory.resolve("events.jsonl"), file);
        try (TestAgent agent = start("journal", link)) {
            agent.deliver(Numbered.event(1));
        }

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(Numbered.json(1));
    }

    @Test
    void settings_areRefused_whenTheyMakeNoSense() {
        assertThatThrownBy(() -> TestAgent.start(new Journal(), "max-size = 1KiB"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("plugin instance \"journal\": settings:1: settings cannot be used:"
                        + " max-size is 1KiB; give it at least 4KiB");
        assertThatThrownBy(() -> TestAgent.start(new Journal(), "keep = 0"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "plugin instance \"journal\": settings:1: settings cannot be used: keep is 0; keep at least 1 file");
    }

    @Test
    void plugin_isFoundByItsServicesFile() {
        assertThat(ServiceLoader.load(ChatPlugin.class)).hasSize(1).first().isInstanceOf(Journal.class);
    }

    private static TestAgent start(String instance, Path file) {
        return TestAgent.start(new Journal(), TestUse.usual().instance(instance).settings("file = \"" + file + "\""));
    }
}
