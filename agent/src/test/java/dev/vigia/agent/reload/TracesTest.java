package dev.vigia.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a change of the files that an operator works on. */
class TracesTest {
    @TempDir
    private Path directory;

    private Path file;
    private Path plugins;

    @BeforeEach
    void files() throws IOException {
        file = Files.writeString(directory.resolve("vigia.conf"), "vigia {}");
        plugins = directory.resolve("plugins");
        Files.createDirectories(plugins.resolve("sample"));
        Files.writeString(plugins.resolve("sample/one.jar"), "one");
    }

    private Traces now() {
        return Traces.of(file, plugins);
    }

    @Test
    void nothing_isNoChange() {
        assertThat(now()).isEqualTo(now()).isNotEqualTo(Traces.NONE);
    }

    @Test
    void aFileThatComes_grows_andGoes_isAChange() throws IOException {
        Traces first = now();
        Path two = Files.writeString(plugins.resolve("sample/two.jar"), "two");
        Traces second = now();
        Files.writeString(two, "two and more");
        Traces third = now();
        Files.delete(two);
        assertThat(second).isNotEqualTo(first);
        assertThat(third).isNotEqualTo(second);
        assertThat(now()).isNotEqualTo(third);
    }

    @Test
    void anotherFileOfTheSameSizeAndTime_isAChange() throws IOException {
        Path jar = plugins.resolve("sample/one.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Traces before = now();
        Path other = Files.writeString(directory.resolve("other"), "two");
        Files.setLastModifiedTime(other, time);
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(time);

        assertThat(now()).isNotEqualTo(before);
    }

    @Test
    void whatIsNoJar_isNoChange_butAFolderThatComesIs() throws IOException {
        Traces before = now();
        Files.writeString(plugins.resolve("cache.db"), "x");
        Files.writeString(plugins.resolve("sample/two.jar.part"), "tw");
        assertThat(now()).isEqualTo(before);
        Files.createDirectory(plugins.resolve("other"));
        assertThat(now()).isNotEqualTo(before);
    }

    @Test
    void whatIsHidden_isNoChange_norIsADirectoryThatIsMissingAnError() throws IOException {
        // Else the time of the folder itself would tell.
        Files.writeString(plugins.resolve(".lock"), "");
        Traces before = now();
        Files.writeString(plugins.resolve(".lock"), "x");
        assertThat(now()).isEqualTo(before);
        assertThat(Traces.of(directory.resolve("none"), directory.resolve("nowhere"))
                        .files())
                .hasSize(1);
    }
}
