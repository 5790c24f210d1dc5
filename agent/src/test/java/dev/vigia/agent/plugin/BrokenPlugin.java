package dev.vigia.agent.plugin;

import static java.nio.charset.StandardCharsets.UTF_16;

import dev.vigia.api.ChatPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;

/** What can be wrong with a plugin, each with what its operator must be told. Nothing else is wrong with any of them. */
public enum BrokenPlugin {
    SERVICES_FILE_MISSING(
            "but no META-INF/services/dev.vigia.api.ChatPlugin",
            "Create that file with the single line: com.acme.Broken") {
        @Override
        void write(Path directory) {
            whole().naming().writeTo(directory, FILE);
        }
    },
    SERVICES_FILE_MISSPELT(
            "but no META-INF/services/dev.vigia.api.ChatPlugin, only META-INF/services/dev.vigia.api.ChatPlguin",
            "Give that file the right name, and the single line: com.acme.Broken") {
        @Override
        void write(Path directory) {
            whole().naming()
                    .resource("META-INF/services/dev.vigia.api.ChatPlguin", "com.acme.Broken\n")
                    .writeTo(directory, FILE);
        }
    },
    SERVICES_FILE_IN_FOLDERS(
            "but no META-INF/services/dev.vigia.api.ChatPlugin, only META-INF/services/dev/vigia/api/ChatPlugin",
            "Give that file the right name, and the single line: com.acme.Broken") {
        @Override
        void write(Path directory) {
            whole().naming()
                    .resource("META-INF/services/dev/vigia/api/ChatPlugin", "com.acme.Broken\n")
                    .writeTo(directory, FILE);
        }
    },
    SERVICES_FILE_WITH_BYTE_ORDER_MARK("begins with a byte order mark", "Save it as UTF-8 without byte order mark") {
        @Override
        void write(Path directory) {
            whole().naming("\ufeffcom.acme.Broken").writeTo(directory, FILE);
        }
    },
    SERVICES_FILE_IN_UTF_16(
            "is not in UTF-8", "Write it anew as UTF-8, without byte order mark, for instance com.acme.Broken") {
        @Override
        void write(Path directory) {
            whole().naming()
                    .resource(SERVICES, "com.acme.Broken\n".getBytes(UTF_16))
                    .writeTo(directory, FILE);
        }
    },
    SERVICES_FILE_WITH_TRAILING_WORD(
            "line 1: \"com.acme.Broken plugin\" is not the name of a class",
            "Write one name on a line, and nothing else") {
        @Override
        void write(Path directory) {
            whole().naming("com.acme.Broken plugin").writeTo(directory, FILE);
        }
    },
    CLASS_NOT_THERE(
            "names com.acme.Brokn, and there is no such class", "Correct that line, for instance com.acme.Broken") {
        @Override
        void write(Path directory) {
            whole().naming("com.acme.Brokn").writeTo(directory, FILE);
        }
    },
    CLASS_NOT_PUBLIC("class com.acme.Broken is not public", "Make it public") {
        @Override
        void write(Path directory) {
            of("class Broken implements ChatPlugin { public Broken() {} " + SETUP + " }")
                    .writeTo(directory, FILE);
        }
    },
    CONSTRUCTOR_NOT_PUBLIC("class com.acme.Broken has no public constructor without parameters", "Add one") {
        @Override
        void write(Path directory) {
            of("public class Broken implements ChatPlugin { Broken() {} " + SETUP + " }")
                    .writeTo(directory, FILE);
        }
    },
    CONSTRUCTOR_WITH_PARAMETERS("class com.acme.Broken has no public constructor without parameters", "Add one") {
        @Override
        void write(Path directory) {
            of("public class Broken implements ChatPlugin { public Broken(String text) {} " + SETUP + " }")
                    .writeTo(directory, FILE);
        }
    },
    CLASS_INNER("class com.acme.Outer$Broken is an inner class", "Make it static") {
        @Override
        void write(Path directory) {
            PluginJar.of("package com.acme; import dev.vigia.api.*; public class Outer { @Plugin(id = \"broken\")"
                            + " public class Broken implements ChatPlugin { " + SETUP + " } }")
                    .naming("com.acme.Outer$Broken")
                    .writeTo(directory, FILE);
        }
    },
    CLASS_ABSTRACT("class com.acme.Broken is abstract", "that can be constructed") {
        @Override
        void write(Path directory) {
            of("public abstract class Broken implements ChatPlugin { " + SETUP + " }")
                    .writeTo(directory, FILE);
        }
    },
    CLASS_NO_PLUGIN(
            "class com.acme.Broken does not implement dev.vigia.api.ChatPlugin",
            "Let it do so, or name another class") {
        @Override
        void write(Path directory) {
            of("public class Broken { " + SETUP + " }")
                    .naming("com.acme.Broken")
                    .writeTo(directory, FILE);
        }
    },
    HALF_WRITTEN("broken.jar is damaged, cut short or still being written", "Copy it again") {
        @Override
        void write(Path directory) {
            byte[] content = whole().toBytes();
            // Room was made for all of it, and half of it has come.
            Arrays.fill(content, content.length / 2, content.length, (byte) 0);
            put(directory, content);
        }
    },
    CUT_SHORT("broken.jar is damaged, cut short or still being written", "Copy it again") {
        @Override
        void write(Path directory) {
            byte[] content = whole().toBytes();
            put(directory, Arrays.copyOf(content, content.length * 9 / 10));
        }
    },
    NO_ZIP("broken.jar is no jar", "Put the jar that the plugin's build made in its place, or remove it") {
        @Override
        void write(Path directory) {
            put(directory, "<html>404 Not Found</html>".getBytes(UTF_16));
        }
    },
    EMPTY("broken.jar is empty", "wait until it is complete; else copy it again") {
        @Override
        void write(Path directory) {
            put(directory, new byte[0]);
        }
    },
    TOO_DEEP_IN_THE_DIRECTORY("lies too deep, so it is not loaded", "Move it into broken/") {
        @Override
        void write(Path directory) {
            whole().writeTo(directory.resolve("broken/broken-1.0"), FILE);
        }
    },
    TOO_DEEP_IN_THE_JAR(
            "in its folder out/, where Java does not look", "Pack what is in that folder, not the folder itself") {
        @Override
        void write(Path directory) {
            whole().inFolder("out").writeTo(directory, FILE);
        }
    },
    JAR_IN_A_JAR("broken.jar holds other jars, such as lib/inner.jar", "Put those jars into ") {
        @Override
        void write(Path directory) {
            PluginJar.of().resource("lib/inner.jar", whole().toBytes()).writeTo(directory, FILE);
        }
    },
    NEWER_API_CLASS(
            "does not have: dev.vigia.api.Weather. It was built for a newer plugin API",
            "Update the agent, or build the plugin against API") {
        @Override
        void write(Path directory) {
            PluginJar.of(source("new Weather();"), "package dev.vigia.api; public class Weather {}")
                    .without("dev.vigia.api.Weather")
                    .writeTo(directory, FILE);
        }
    },
    NEWER_API_METHOD(
            "does not have: dev.vigia.api.Setup.onWeather(Runnable, long[]). It was built for a newer plugin API",
            "Update the agent, or build the plugin against API") {
        @Override
        void write(Path directory) {
            PluginJar.of(source("setup.onWeather(() -> {}, new long[0]);"), """
                            package dev.vigia.api;
                            public interface Setup {
                                <E extends Event> Route<E> on(Class<E> type);
                                void onWeather(Runnable told, long... hours);
                            }
                            """)
                    .without("dev.vigia.api.Setup")
                    .writeTo(directory, FILE);
        }
    },
    NEWER_API_CONSTANT(
            "does not have: dev.vigia.api.ChatKind.ROBOT. It was built for a newer plugin API",
            "Update the agent, or build the plugin against API") {
        @Override
        void write(Path directory) {
            PluginJar.of(
                            source("setup.log().info(\"{}\", ChatKind.ROBOT);"),
                            "package dev.vigia.api; public enum ChatKind { ROBOT }")
                    .without("dev.vigia.api.ChatKind")
                    .writeTo(directory, FILE);
        }
    },
    NEWER_JAVA(
            "class com.acme.Broken was built for Java 99",
            "Run the agent on Java 99 or newer, or build the plugin with --release") {
        @Override
        void write(Path directory) {
            whole().classVersion(99 + 44).writeTo(directory, FILE);
        }
    },
    BUNDLES_THE_API(
            "broken.jar holds classes of dev.vigia.api, which are not used",
            "Leave them out of it; with Maven, by scope provided") {
        @Override
        void write(Path directory) {
            whole().bundling(ChatPlugin.class).writeTo(directory, FILE);
        }
    },
    BUNDLES_SLF4J(
            "broken.jar holds classes of org.slf4j, which are not used",
            "Leave them out of it; with Maven, by scope provided") {
        @Override
        void write(Path directory) {
            whole().bundling(Logger.class).writeTo(directory, FILE);
        }
    },
    ENDS_THE_AGENT("broken.jar can end the whole agent: com.acme.Broken calls System.exit", "Throw an exception") {
        @Override
        void write(Path directory) {
            PluginJar.of(source("if (setup.instance().isEmpty()) System.exit(1);"))
                    .writeTo(directory, FILE);
        }
    },
    HALTS_THE_AGENT("broken.jar can end the whole agent: com.acme.Broken calls Runtime.halt", "Throw an exception") {
        @Override
        void write(Path directory) {
            PluginJar.of(source("if (setup.instance().isEmpty()) Runtime.getRuntime().halt(1);"))
                    .writeTo(directory, FILE);
        }
    },
    ADDS_A_SHUTDOWN_HOOK(
            "com.acme.Broken calls Runtime.addShutdownHook", "Hand what has to be closed to Setup.closeAtEnd") {
        @Override
        void write(Path directory) {
            PluginJar.of(
                            source(
                                    "if (setup.instance().isEmpty()) Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));"))
                    .writeTo(directory, FILE);
        }
    },
    ID_THAT_STEERS_A_TERMINAL(
            "has @Plugin(id = \"a\\nok: plugin fake\\u001b[2J\")",
            "An id is of lower-case letters, digits and hyphens") {
        @Override
        void write(Path directory) {
            PluginJar.of(PluginJar.source("Broken", "a\\nok: plugin fake\\033[2J", "", ROUTE))
                    .writeTo(directory, FILE);
        }
    },
    BUNDLES_MORE_OF_SLF4J(
            "failed in setup: java.lang.NoClassDefFoundError: org/slf4j/bridge/Handler",
            "What is below org.slf4j comes from the agent only",
            "broken.jar",
            "") {
        @Override
        void write(Path directory) {
            PluginJar.of(
                            source("org.slf4j.bridge.Handler.install();"),
                            "package org.slf4j.bridge; public class Handler { public static void install() {} }")
                    .without("org.slf4j.bridge.Handler")
                    .writeTo(directory, FILE);
        }
    },
    SECOND_OF_ITS_ID("plugin \"healthy\" unknown is not used, because ", "Remove one of the two", "second.jar") {
        @Override
        void write(Path directory) {
            PluginJar.of(PluginJar.source("Second", "healthy", "", "")).writeTo(directory, "second.jar");
        }
    },
    STATIC_INITIALISER_THROWS(
            "failed in setup: java.lang.ExceptionInInitializerError",
            "A static initialiser of the plugin failed, and Java does not run it again. Correct it",
            "broken.jar",
            "") {
        @Override
        void write(Path directory) {
            PluginJar.of(PluginJar.source("Broken", "broken", "static final int N = Integer.parseInt(\"one\");", ROUTE))
                    .writeTo(directory, FILE);
        }
    },
    CONSTRUCTOR_THROWS(
            "failed in setup: java.lang.IllegalStateException: no licence at com.acme.Broken",
            "Correct the plugin or its settings",
            "broken.jar",
            "") {
        @Override
        void write(Path directory) {
            PluginJar.of(PluginJar.source(
                            "Broken",
                            "broken",
                            "public Broken() { throw new IllegalStateException(\"no licence\"); }",
                            ROUTE))
                    .writeTo(directory, FILE);
        }
    },
    SETUP_THROWS(
            "failed in setup: java.io.IOException: no printer at com.acme.Broken",
            "Correct the plugin or its settings",
            "broken.jar",
            "") {
        @Override
        void write(Path directory) {
            PluginJar.of(source("if (setup.clock() != null) throw new java.io.IOException(\"no printer\");"))
                    .writeTo(directory, FILE);
        }
    },
    SETTING_UNKNOWN(
            "unknown key 'txet' in vigia.plugins.broken.settings",
            "did you mean 'text'?",
            "vigia.conf",
            "text = hi, times = 2, txet = ho") {
        @Override
        void write(Path directory) {
            withSettings().writeTo(directory, FILE);
        }
    },
    SETTING_OF_ANOTHER_TYPE(
            "vigia.plugins.broken.settings.times", "must be a whole number", "vigia.conf", "text = hi, times = often") {
        @Override
        void write(Path directory) {
            withSettings().writeTo(directory, FILE);
        }
    },
    SETTING_MISSING("vigia.plugins.broken.settings.text is missing", "text", "vigia.conf", "times = 2") {
        @Override
        void write(Path directory) {
            withSettings().writeTo(directory, FILE);
        }
    };

    static final String FILE = "broken.jar";
    private static final String SERVICES = "META-INF/services/dev.vigia.api.ChatPlugin";
    private static final String ROUTE = "setup.on(NewUnread.class).handle((event, context) -> {});";
    private static final String SETUP = "public void setup(Setup setup) { " + ROUTE + " }";

    private final String cause;
    private final String cure;
    private final String file;
    private final boolean loads;
    private final String settings;

    BrokenPlugin(String cause, String cure) {
        this(cause, cure, "broken");
    }

    BrokenPlugin(String cause, String cure, String file) {
        this(cause, cure, file, false, "");
    }

    BrokenPlugin(String cause, String cure, String file, String settings) {
        this(cause, cure, file, true, settings);
    }

    BrokenPlugin(String cause, String cure, String file, boolean loads, String settings) {
        this.cause = cause;
        this.cure = cure;
        this.file = file;
        this.loads = loads;
        this.settings = settings;
    }

    /** Puts it, as {@code broken} if it can be loaded at all, into a plugin directory. */
    public void installIn(Path directory) {
        write(directory);
    }

    /** What the message must contain: the file, the cause and the cure. */
    public String[] words() {
        return new String[] {file, cause, cure};
    }

    /** Whether it comes out only when the plugin is used. */
    public boolean loads() {
        return loads;
    }

    /** Whether its jar alone tells, and not only what lies beside it. */
    public boolean isToldByItsJar() {
        return !loads && this != SECOND_OF_ITS_ID && this != TOO_DEEP_IN_THE_DIRECTORY;
    }

    /** Whether its operator is told, and it is used all the same. */
    public boolean isOnlyWarnedOf() {
        return name().startsWith("BUNDLES_") || name().endsWith("_THE_AGENT") || this == ADDS_A_SHUTDOWN_HOOK;
    }

    /** What the configuration gives it. */
    public String settings() {
        return settings;
    }

    abstract void write(Path directory);

    private static PluginJar whole() {
        return PluginJar.of(source(""));
    }

    private static String source(String statements) {
        return PluginJar.source("Broken", "broken", "", statements + ROUTE);
    }

    private static PluginJar of(String declaration) {
        return PluginJar.of("package com.acme; import dev.vigia.api.*; @Plugin(id = \"broken\") " + declaration);
    }

    private static PluginJar withSettings() {
        return PluginJar.of(PluginJar.source(
                "Broken",
                "broken",
                "public record Settings(String text, int times) {}",
                "setup.settings(Settings.class);" + ROUTE));
    }

    private static void put(Path directory, byte[] content) {
        try {
            Files.write(directory.resolve(FILE), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
