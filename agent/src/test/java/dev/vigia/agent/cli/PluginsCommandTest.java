package dev.vigia.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.cli.Desk.Said;
import dev.vigia.agent.plugin.BrokenPlugin;
import dev.vigia.agent.plugin.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code vigia plugins} tells an operator, and the author of a plugin. */
class PluginsCommandTest {
    private static final String SETTINGS = """
            public enum Color { RED, BLUE }
            public record Sign(@Doc("Who signs") String name) {}
            public record Settings(@Doc("What to say") @Default("") String text, Color color, Sign sign) {}
            """;

    @TempDir
    Path directory;

    private Path plugins;
    private Desk desk;

    @BeforeEach
    void install() throws Exception {
        desk = new Desk(directory);
        plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.writeString(directory.resolve("vigia.conf"), "vigia.plugin-directory = \"" + plugins + "\"\n");
    }

    @Test
    void listsPlugins_andTellsOfThoseThatCannotBeUsed() {
        PluginJar.withSetup("night", "").version("1.2").writeTo(plugins, "night.jar");
        PluginJar.withSetup("other", "").naming().writeTo(plugins, "other.jar");

        Said said = desk.run("plugins", "list").failed(1, "other.jar has class com.acme.Sample implements");

        assertThat(said.lines()).singleElement().asString().matches("night +1\\.2 +A sample");
    }

    @Test
    void listsSettings() {
        PluginJar.of(PluginJar.source("Sample", "night", SETTINGS, "setup.settings(Settings.class);"))
                .version("1.2")
                .writeTo(plugins, "night.jar");
        PluginJar.withSetup("plain", "").writeTo(plugins, "plain.jar");

        assertThat(desk.run("plugins", "list", "--settings").well().out().replaceAll(" +", " "))
                .isEqualTo("""
                        night 1.2 A sample
                         SETTING TYPE DEFAULT MEANING
                         text text "" What to say
                         color one of red, blue (must be set)
                         sign.name text (must be set) Who signs

                        plain unknown A sample
                         (no settings)

                        """);
        assertThat(desk.run("plugins", "list", "--settings", "--json").well().lines())
                .containsExactly(
                        "{\"id\":\"night\",\"version\":\"1.2\",\"description\":\"A sample\",\"file\":\""
                                + plugins.resolve("night.jar") + "\",\"settings\":["
                                + "{\"name\":\"text\",\"type\":\"text\",\"required\":false,\"default\":\"\",\"meaning\":\"What to say\"}, "
                                + "{\"name\":\"color\",\"type\":\"one of red, blue\",\"required\":true,\"default\":null,\"meaning\":\"\"}, "
                                + "{\"name\":\"sign.name\",\"type\":\"text\",\"required\":true,\"default\":null,\"meaning\":\"Who signs\"}]}",
                        "{\"id\":\"plain\",\"version\":\"unknown\",\"description\":\"A sample\",\"file\":\""
                                + plugins.resolve("plain.jar") + "\",\"settings\":[]}");
    }

    @Test
    void tellsOfTheOthers_whenOneCannotTellItsSettings() {
        PluginJar.withSetup("broken", "throw new IllegalStateException(\"no printer\");")
                .writeTo(plugins, "broken.jar");
        PluginJar.of(PluginJar.source(
                        "Sample",
                        "unfit",
                        "public enum Color { RED; static { if (true) throw new IllegalStateException(\"red\"); } }"
                                + " public record Settings(Color color) {}",
                        "setup.settings(Settings.class);"))
                .writeTo(plugins, "unfit.jar");
        PluginJar.withSetup("plain", "").writeTo(plugins, "plain.jar");

        Said said = desk.run("plugins", "list", "--settings");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err().lines())
                .anyMatch(line -> line.startsWith("The settings of plugin broken ") && line.contains("no printer"))
                .anyMatch(line -> line.startsWith("The settings of plugin unfit "))
                .hasSize(2);
        assertThat(said.lines()).contains("  (no settings)");
    }

    @Test
    void checksAJar_withoutRunningIt() {
        Path touched = directory.resolve("touched");
        Path jar = PluginJar.of(PluginJar.source(
                        "Sample",
                        "night",
                        "static { new java.io.File(\"%s\").mkdir(); System.exit(3); }".formatted(touched),
                        ""))
                .version("1.2")
                .writeTo(directory, "night.jar");

        Said said = Desk.runBare("plugins", "check", jar.toString()).well();

        assertThat(said.lines())
                .containsExactly(
                        "warning: night.jar can end the whole agent: com.acme.Sample calls System.exit."
                                + " Throw an exception where the plugin has to give up",
                        "ok: plugin night, version 1.2: A sample");
        assertThat(touched).doesNotExist();
        assertThat(Desk.runBare("plugins", "check", jar.toString(), "--json")
                        .well()
                        .lines())
                .singleElement()
                .asString()
                .startsWith("{\"file\":\"" + jar + "\",\"ok\":true,\"plugins\":[{\"id\":\"night\",\"version\":\"1.2\","
                        + "\"description\":\"A sample\"}],\"problems\":[],\"warnings\":[\"night.jar can end");
    }

    @Test
    void runsNothing_alsoIfAnAnnotationWouldRunIt() {
        Path touched = directory.resolve("touched");
        Path jar = PluginJar.of("""
                        package com.acme;
                        import dev.vigia.api.*;
                        @Sample.Painted(value = Sample.Color.RED, by = @Sample.Name({"Ana", "Bob"}), times = {1, 2}, type = Sample.class)
                        @Plugin(id = "night", description = "A sample")
                        public final class Sample implements ChatPlugin {
                            public enum Color { RED; static { new java.io.File("%s").mkdir(); } }
                            public @interface Name { String[] value(); }
                            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                            public @interface Painted { Color value(); Name by(); long[] times(); Class<?> type(); }
                            public void setup(Setup setup) {}
                        }
                        """.formatted(touched)).writeTo(directory, "night.jar");

        assertThat(Desk.runBare("plugins", "check", jar.toString()).well().lines())
                .containsExactly("ok: plugin night, version unknown: A sample");
        assertThat(touched).doesNotExist();
    }

    @Test
    void checksAFolder() {
        PluginJar.withSetup("night", "").writeTo(directory.resolve("night"), "night.jar");
        PluginJar.of("package org.lib; public class Lib {}").writeTo(directory.resolve("night"), "lib.jar");

        assertThat(Desk.runBare("plugins", "check", directory.resolve("night").toString())
                        .well()
                        .lines())
                .containsExactly("ok: plugin night, version unknown: A sample");
    }

    static Stream<BrokenPlugin> brokenJars() {
        return Arrays.stream(BrokenPlugin.values()).filter(BrokenPlugin::isToldByItsJar);
    }

    @ParameterizedTest
    @MethodSource("brokenJars")
    void saysWhatIsWrong_withEveryBrokenPlugin(BrokenPlugin broken) throws Exception {
        broken.installIn(plugins);
        Path installed =
                Files.exists(plugins.resolve("broken.jar")) ? plugins.resolve("broken.jar") : plugins.resolve("broken");

        Said said = Desk.runBare("plugins", "check", installed.toString());

        assertThat(said.out()).contains(broken.words());
        assertThat(said.code()).isEqualTo(broken.isOnlyWarnedOf() ? 0 : 1);
        assertThat(said.lines()).allMatch(line -> line.matches("(problem|warning): .*") || broken.isOnlyWarnedOf());
    }

    @Test
    void saysWhatIsWrongWithAJar() throws Exception {
        Path jar = PluginJar.withSetup("night", "").naming().writeTo(directory, "night.jar");
        Path text = Files.writeString(directory.resolve("night.txt"), "no jar");

        Said said = Desk.runBare("plugins", "check", jar.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "problem: night.jar has class com.acme.Sample implements dev.vigia.api.ChatPlugin but no"
                                + " META-INF/services/dev.vigia.api.ChatPlugin. Create that file with the single line: com.acme.Sample");
        assertThat(Desk.runBare("plugins", "check", text.toString()).code()).isEqualTo(1);
        Desk.runBare("plugins", "check", directory.resolve("gone.jar").toString())
                .failed(2, "gone.jar: there is no such file; correct the path");
        Desk.runBare("plugins", "check").failed(2, "JAR");
    }

    @Test
    void refusesNamesThatNoPluginCanHave() {
        for (String name : new String[] {"Hello", "hello_you", "1st", "-a", "a-", "a--b", "../up", "olá", "a b", ""}) {
            Desk.runBare("plugins", "new", "--", name)
                    .failed(2, "'" + name + "' cannot be a plugin's name. A name is of lower-case letters, digits and");
            assertThat(Path.of("a-")).doesNotExist();
        }
        Desk.runBare("plugins", "new", "x".repeat(51)).failed(2, "longer than 50");
    }

    @Test
    void leavesADirectoryAlone_thatIsThere() {
        // The tests run in the agent's module.
        Desk.runBare("plugins", "new", "src")
                .failed(1, "src is there already, and nothing was changed. Choose another");
    }
}
