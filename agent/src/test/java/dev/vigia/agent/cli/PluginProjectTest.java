package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The beginning of a new plugin. */
class PluginProjectTest {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>(maven-\\S+)</artifactId>\\s*<version>([^<]+)<");

    @TempDir
    Path directory;

    /** Names whose class or package would be something else already, among ordinary ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "night-reply",
                "a",
                "x2",
                "chat",
                "setup",
                "settings",
                "string",
                "object",
                "test",
                "new-unread",
                "new",
                "class",
                "default",
                "record",
                "override",
                "plugin",
                "chat-plugin",
                "duration",
                "zone-id"
            })
    void isAPlugin(String id) throws Exception {
        PluginName name = new PluginName(id);
        assertThat(PluginName.problem(id)).isEmpty();
        assertThat(SourceVersion.isName(name.packageName() + "." + name.className()))
                .isTrue();
        Path project = directory.resolve(id);
        new PluginProject(name, project).write();
        String services =
                Files.readString(project.resolve("src/main/resources/META-INF/services/dev.vigia.api.ChatPlugin"));

        PluginJar.of(Files.readString(project.resolve(new PluginProject(name, project).mainClass())))
                .naming(services.strip())
                .writeTo(directory.resolve("plugins"), id + ".jar");

        try (PluginDirectory plugins = PluginDirectory.open(directory.resolve("plugins"), directory.resolve("work"))) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.warnings()).isEmpty();
            assertThat(plugins.types()).containsOnlyKeys(id);
        }
    }

    @Test
    void hasNothingLeftToFillIn() throws Exception {
        new PluginProject(new PluginName("hello"), directory.resolve("hello")).write();
        try (Stream<Path> files = Files.walk(directory.resolve("hello"))) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).hasSize(6);
            for (Path file : written) {
                assertThat(Files.readString(file)).doesNotContain("{{");
            }
        }
        assertThat(Files.readString(directory.resolve("hello/pom.xml")))
                .contains("<vigia.repository>file:///", "/repository");
    }

    /** Only what this build itself was made with is known to be there. */
    @Test
    void isBuiltWithTheMavenPluginsThatThisBuildUses() throws Exception {
        new PluginProject(new PluginName("hello"), directory.resolve("hello")).write();
        String ours = Files.readString(Path.of("../pom.xml"));
        String pom = Files.readString(directory.resolve("hello/pom.xml"));
        assertThat(pom).contains("<junit.version>" + between(ours, "<junit.version>", "<") + "<");
        assertThat(VERSION.matcher(pom).results())
                .hasSize(5)
                .allSatisfy(plugin -> assertThat(VERSION.matcher(ours).results())
                        .anyMatch(known -> known.group(1).equals(plugin.group(1))
                                && known.group(2).equals(plugin.group(2))));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
