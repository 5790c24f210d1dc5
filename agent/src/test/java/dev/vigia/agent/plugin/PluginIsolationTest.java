package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.ChatPlugin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin sees of the agent, of other plugins and of its own jars. */
final class PluginIsolationTest {
    private static final String LOOKUP = Seen.RECORD + """
            static String find(String name) {
                try {
                    return name + " from " + Class.forName(name).getClassLoader().getName();
                } catch (ClassNotFoundException e) {
                    return name + " hidden";
                }
            }
            """;

    @TempDir
    Path directory;

    @TempDir
    Path work;

    private final Seen seen = new Seen();

    @Test
    void hidesTheAgentsClassesAndLibraries() throws Exception {
        plugin("""
                List<String> seen = setup.settings(Settings.class).seen();
                for (String name : List.of("com.google.inject.Guice", "okhttp3.OkHttpClient", "com.squareup.moshi.Moshi",
                        "com.typesafe.config.Config", "ch.qos.logback.classic.Logger", "dev.vigia.agent.plugin.PluginDirectory",
                        "java.sql.Connection", "org.slf4j.Logger", "dev.vigia.api.Chat")) {
                    seen.add(find(name));
                }
                """).writeTo(directory, "sample.jar");

        setUp("sample");

        assertThat(seen.lines())
                .containsExactly(
                        "com.google.inject.Guice hidden",
                        "okhttp3.OkHttpClient hidden",
                        "com.squareup.moshi.Moshi hidden",
                        "com.typesafe.config.Config hidden",
                        "ch.qos.logback.classic.Logger hidden",
                        "dev.vigia.agent.plugin.PluginDirectory hidden",
                        "java.sql.Connection from platform",
                        "org.slf4j.Logger from app",
                        "dev.vigia.api.Chat from app");
    }

    @Test
    void hidesTheAgentsResources() throws Exception {
        plugin("""
                List<String> seen = setup.settings(Settings.class).seen();
                ClassLoader loader = Sample.class.getClassLoader();
                for (String name : List.of("com/google/inject/Guice.class", "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                        "org/slf4j/Logger.class", "own.txt")) {
                    seen.add(name + (loader.getResource(name) == null ? " hidden " : " there ")
                            + Collections.list(loader.getResources(name)).size());
                }
                """).resource("own.txt", "mine").writeTo(directory, "sample.jar");
        assertThat(getClass().getClassLoader().getResource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
                .isNotNull();

        setUp("sample");

        assertThat(seen.lines())
                .containsExactly(
                        "com/google/inject/Guice.class hidden 0",
                        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider hidden 0",
                        "org/slf4j/Logger.class there 1",
                        "own.txt there 1");
    }

    @Test
    void prefersThePluginsOwnLibrary_whenTheAgentHasItInAnotherVersion() throws Exception {
        PluginJar.of(
                        PluginJar.source("Sample", "sample", Seen.RECORD, """
                                setup.settings(Settings.class).seen().add(com.google.inject.Guice.version());
                                """),
                        "package com.google.inject; public class Guice { public static String version() { return \"my own\"; } }")
                .writeTo(directory, "sample.jar");

        setUp("sample");

        assertThat(seen.lines()).containsExactly("my own");
    }

    @Test
    void findsThePluginsOwnServices_throughTheContextClassLoader() throws Exception {
        PluginJar.of(
                        PluginJar.source("Sample", "sample", Seen.RECORD, """
                                List<String> seen = setup.settings(Settings.class).seen();
                                for (Greeting greeting : ServiceLoader.load(Greeting.class)) {
                                    seen.add(greeting.text());
                                }
                                """),
                        "package com.acme; public interface Greeting { String text(); }",
                        "package com.acme; public class Hello implements Greeting { public String text() { return \"hello\"; } }")
                .resource("META-INF/services/com.acme.Greeting", "com.acme.Hello")
                .writeTo(directory, "sample.jar");

        setUp("sample");

        assertThat(seen.lines()).containsExactly("hello");
    }

    @Test
    void keepsPluginsApart_whenTheirClassesHaveTheSameNames() throws Exception {
        for (String id : new String[] {"one", "two"}) {
            PluginJar.of(
                            PluginJar.source("Sample", id, LOOKUP, """
                                    List<String> seen = setup.settings(Settings.class).seen();
                                    seen.add(Shared.count++ + " " + find("com.acme.Only_%s"));
                                    seen.add(find("com.acme.Only_one"));
                                    """.formatted(id)),
                            "package com.acme; class Shared { static int count; }",
                            "package com.acme; class Only_" + id + " {}")
                    .writeTo(directory, id + ".jar");
        }

        setUp("one");
        setUp("two");

        assertThat(seen.lines())
                .containsExactly(
                        "0 com.acme.Only_one from one.jar",
                        "com.acme.Only_one from one.jar",
                        "0 com.acme.Only_two from two.jar",
                        "com.acme.Only_one hidden");
    }

    @Test
    void loadsLibrariesBesideThePlugin() throws Exception {
        Path library = PluginJar.of(
                        "package org.lib; public class Lib { public static String name() { return \"beside\"; } }")
                .writeTo(directory.resolve("sample"), "lib.jar");
        plugin("setup.settings(Settings.class).seen().add(org.lib.Lib.name());")
                .against(library)
                .version("1.2")
                .writeTo(directory.resolve("sample"), "sample.jar");

        PluginInstance instance = setUp("sample");

        assertThat(seen.lines()).containsExactly("beside");
        assertThat(instance.type().file()).isEqualTo(directory.resolve("sample/sample.jar"));
        assertThat(instance.type().version()).isEqualTo("1.2");
    }

    @Test
    void usesTheAgentsPluginApi_whenThePluginBundlesItToo() throws Exception {
        plugin("setup.settings(Settings.class).seen().add(find(\"dev.vigia.api.ChatPlugin\"));")
                .bundling(ChatPlugin.class)
                .writeTo(directory, "sample.jar");

        setUp("sample");

        assertThat(seen.lines()).containsExactly("dev.vigia.api.ChatPlugin from app");
    }

    private static PluginJar plugin(String statements) {
        return PluginJar.of(PluginJar.source("Sample", "sample", LOOKUP, statements));
    }

    private PluginInstance setUp(String id) throws PluginException {
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            PluginUse use = seen.use("night", id);
            return PluginInstance.setUp(plugins.typeFor(use), use, Samples.MEMORY, Samples.CLOCK);
        }
    }
}
