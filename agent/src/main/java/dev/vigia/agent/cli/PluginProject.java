package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The files of a new plugin: what Maven needs to make a jar of them that the agent takes. */
final class PluginProject {
    private final PluginName name;
    private final Path directory;

    /** @param directory does not exist yet */
    PluginProject(PluginName name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /** The class to begin with. */
    Path mainClass() {
        return Path.of("src/main/java", name.packageName().replace('.', '/'), name.className() + ".java");
    }

    void write() throws IOException {
        write("pom.xml", Path.of("pom.xml"));
        write("README.md", Path.of("README.md"));
        write("gitignore.txt", Path.of(".gitignore"));
        write("services.txt", Path.of("src/main/resources/META-INF/services/dev.vigia.api.ChatPlugin"));
        write("Plugin.java.txt", mainClass());
        write(
                "PluginTest.java.txt",
                Path.of("src/test/java", name.packageName().replace('.', '/'), name.className() + "Test.java"));
    }

    private void write(String template, Path file) throws IOException {
        String text = text(template);
        for (Map.Entry<String, String> value : values().entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        Path target = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.writeString(target, text);
    }

    private Map<String, String> values() {
        return Map.of(
                "id", name.id(),
                "class", name.className(),
                "package", name.packageName(),
                "version", VersionCommand.version(),
                "repository", xml(Home.repository().toUri().toString()));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String text(String template) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream("project/" + template)) {
            return new String(Objects.requireNonNull(in, template).readAllBytes(), UTF_8);
        }
    }
}
