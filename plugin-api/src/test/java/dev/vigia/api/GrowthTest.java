package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API grows without breaking a plugin that was built against its last release. */
class GrowthTest {
    /** Holds the jar of the last release. */
    private static final Path RELEASED = Path.of("released");

    @Test
    void breaksNoPlugin() throws IOException {
        assertThat(Breaks.between(released(), jar(Path.of("target", "classes"))))
                .as(
                        "breaks plugins that were built against the jar in plugin-api/released; add to the API, and change nothing")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interface Chat { String id(); } | interface Chat { } | METHOD_REMOVED",
                "interface Chat { String id(); } | interface Chat { CharSequence id(); } | METHOD_RETURN_TYPE_CHANGED",
                "interface Actions { void pin(); } | interface Actions { void pin(String chat); } | METHOD_REMOVED",
                "interface Setup { void end(); } | interface Setup { void end() throws Exception; } | METHOD_NOW_THROWS_CHECKED_EXCEPTION",
                "interface Handler { void handle(); } | interface Handler { void handle(); void end(); } | METHOD_ADDED_TO_INTERFACE",
                "@interface Plugin { String id(); } | @interface Plugin { String id(); int level(); } | METHOD_ABSTRACT_ADDED_TO_CLASS",
                "record Muted(String meta) { } | record Muted(String meta, long until) { } | CONSTRUCTOR_REMOVED",
                "enum ChatKind { GROUP } | enum ChatKind { GROUP, COMMUNITY } | CONSTANT_ADDED",
                "enum ChatKind { GROUP, OTHER } | enum ChatKind { GROUP } | FIELD_REMOVED",
                "class Options { } | final class Options { } | CLASS_NOW_NOT_EXTENDABLE",
                "class GiveUp extends RuntimeException { } | class GiveUp extends Exception { } | CLASS_NOW_CHECKED_EXCEPTION",
                "interface Gone { } | interface Other { } | CLASS_REMOVED",
            })
    void whatBreaksPluginsIsFound(String released, String next, String what, @TempDir Path directory)
            throws IOException {
        assertThat(breaks(directory, released, next)).isNotEmpty().anyMatch(each -> each.endsWith(": " + what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interface Chat { String id(); } | interface Chat { String id(); String name(); }",
                "interface Chat { String id(); } | interface Chat { String id(); default String name() { return id(); } }",
                "interface Handler { void handle(); } | interface Handler { void handle(); default void end() { } }",
                "@interface Plugin { String id(); } | @interface Plugin { String id(); int level() default 1; }",
                "record Muted(String meta) { } | record Muted(String meta) { public String kind() { return meta; } }",
                "class Options { } | class Options { public void resend() { } }",
            })
    void whatGrowsIsLeftAlone(String released, String next, @TempDir Path directory) throws IOException {
        assertThat(breaks(directory, released, next)).isEmpty();
    }

    private static List<String> breaks(Path directory, String released, String next) throws IOException {
        return Breaks.between(
                compiled(directory.resolve("released"), released), compiled(directory.resolve("next"), next));
    }

    private static byte[] released() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(RELEASED, "*.jar")) {
            List<Path> found = new ArrayList<>();
            jars.forEach(found::add);
            assertThat(found).as("the jar of the last release").hasSize(1);
            return Files.readAllBytes(found.get(0));
        }
    }

    private static byte[] compiled(Path directory, String declaration) throws IOException {
        String name = declaration.replaceFirst("^.*?(?:class|interface|record|enum) (\\w+).*$", "$1");
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("memory:/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "package dev.vigia.api; public " + declaration;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Files.createDirectories(directory);
        StringWriter told = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", directory.toString(), "-cp", directory.toString());
        boolean well = compiler.getTask(told, null, null, options, null, List.of(source))
                .call();
        assertThat(well).as(told.toString()).isTrue();
        return jar(directory);
    }

    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }
}
