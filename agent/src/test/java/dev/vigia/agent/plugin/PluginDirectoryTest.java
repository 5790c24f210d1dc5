package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the plugin directory, and what is said of the rest. A good plugin lies beside every bad one. */
final class PluginDirectoryTest {
    private static final String SERVICES = "META-INF/services/dev.vigia.api.ChatPlugin";
    private static final String NOTHING = "";

    @TempDir
    Path root;

    private Path directory;
    private Path work;

    @BeforeEach
    void installGoodPlugin() throws Exception {
        directory = Files.createDirectory(root.resolve("plugins"));
        work = root.resolve("data/plugins");
        PluginJar.withSetup("good", NOTHING).version("2.1").writeTo(directory, "good.jar");
    }

    @Test
    void tellsOfAPlugin_whatItsJarTells() throws Exception {
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            PluginType good = plugins.typeFor(new Seen().use("x", "good"));
            assertThat(good.id()).isEqualTo("good");
            assertThat(good.description()).isEqualTo("A sample");
            assertThat(good.version()).isEqualTo("2.1");
            assertThat(good.file()).isEqualTo(directory.resolve("good.jar"));
        }
    }

    @Test
    void callsTheVersionUnknown_whenTheManifestHasNone() throws Exception {
        PluginJar.withSetup("plain", NOTHING).writeTo(directory, "plain.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.typeFor(new Seen().use("x", "plain")).version()).isEqualTo("unknown");
        }
    }

    @Test
    void findsSeveralPluginsInOneJar() throws Exception {
        PluginJar.of(PluginJar.source("A", "a", "", NOTHING), PluginJar.source("B", "b-2", "", NOTHING))
                .writeTo(directory, "both.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.types()).containsOnlyKeys("a", "b-2", "good");
        }
    }

    @Test
    void losesOnePlugin_whenOneLineIsWrong() throws Exception {
        PluginJar.of(
                        PluginJar.source("A", "a", "", NOTHING),
                        PluginJar.source("B", "b", "", NOTHING),
                        "package com.acme; public class Other {}")
                .naming("com.acme.Gone", "com.acme.A", "com.acme.Other", "com.acme.B")
                .writeTo(directory, "both.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.types()).containsOnlyKeys("a", "b", "good");
            assertThat(plugins.problems()).hasSize(2);
            assertThat(plugins.problems().get(0))
                    .isEqualTo("both.jar: " + SERVICES
                            + " names com.acme.Gone, and there is no such class. Correct that line,"
                            + " for instance com.acme.A, com.acme.B");
            assertThat(plugins.problems().get(1))
                    .startsWith(
                            "both.jar: class com.acme.Other does not implement dev.vigia.api.ChatPlugin. Let it do so, or");
        }
    }

    @Test
    void namesJarAndLine_whenTheServicesFileIsGarbled() throws Exception {
        PluginJar.withSetup("sample", NOTHING).naming("com acme Sample").writeTo(directory, "bad.jar");

        assertThat(problem())
                .isEqualTo("bad.jar: " + SERVICES + ", line 1: \"com acme Sample\" is not the name of a class."
                        + " Write one name on a line, and nothing else, for instance com.acme.Sample");
    }

    @Test
    void saysWhichFileToCreate_whenTheServicesFileIsMissing() throws Exception {
        PluginJar.of(PluginJar.source("NightReply", "night", "static final long L = 5_000_000_000L;", NOTHING))
                .naming()
                .writeTo(directory, "night-reply.jar");

        assertThat(problem())
                .isEqualTo("night-reply.jar has class com.acme.NightReply implements dev.vigia.api.ChatPlugin but no "
                        + SERVICES + ". Create that file with the single line: com.acme.NightReply");
    }

    @Test
    void saysWhatToWrite_whenTheServicesFileNamesNothing() throws Exception {
        PluginJar.withSetup("night", NOTHING).naming("# nothing").writeTo(directory, "night.jar");

        assertThat(problem())
                .isEqualTo("night.jar has class com.acme.Sample implements dev.vigia.api.ChatPlugin but names none in "
                        + SERVICES + ". Write into that file the single line: com.acme.Sample");
    }

    @Test
    void namesTheClassThatCanBeUsed_notTheOneThatItExtends() throws Exception {
        PluginJar.of(
                        "package com.acme; import dev.vigia.api.*; public abstract class Base implements ChatPlugin {}",
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"night\") public class Night extends Base {"
                                + " public void setup(Setup setup) {} }",
                        "package com.acme; class Helper extends Night {}")
                .naming()
                .writeTo(directory, "night.jar");

        assertThat(problem())
                .isEqualTo("night.jar has class com.acme.Night implements dev.vigia.api.ChatPlugin but no " + SERVICES
                        + ". Create that file with the single line: com.acme.Night");
    }

    @Test
    void saysWhatKeepsTheOnlyClassFromBeingAPlugin() throws Exception {
        PluginJar.of("package com.acme; import dev.vigia.api.*; public abstract class Base implements ChatPlugin {}")
                .naming()
                .writeTo(directory, "night.jar");

        assertThat(problem())
                .startsWith(
                        "night.jar has class com.acme.Base implements dev.vigia.api.ChatPlugin but it is abstract. Make");
    }

    @Test
    void saysThatALibraryIsNoPlugin() throws Exception {
        PluginJar.of("package org.lib; public class Lib {}").writeTo(directory, "lib.jar");

        assertThat(problem())
                .isEqualTo("lib.jar has no class that implements dev.vigia.api.ChatPlugin, so it is no plugin."
                        + " Remove it, or, if a plugin needs it as a library, put both into one folder");
    }

    @Test
    void refusesClassesThatCannotBeMade() throws Exception {
        PluginJar.of(
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"a\") class Hidden implements ChatPlugin {"
                                + " public Hidden() {} public void setup(Setup setup) {} }",
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"b\") public abstract class Half implements ChatPlugin"
                                + " { public Half() {} }",
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"c\") public class Closed implements ChatPlugin {"
                                + " Closed() {} public void setup(Setup setup) {} }",
                        "package com.acme; import dev.vigia.api.*; public class Nameless implements ChatPlugin {"
                                + " public void setup(Setup setup) {} }",
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"Night Reply\") public class Odd"
                                + " implements ChatPlugin { public void setup(Setup setup) {} }")
                .writeTo(directory, "bad.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.types()).containsOnlyKeys("good");
            List<String> problems = plugins.problems();
            assertThat(problems).hasSize(5);
            assertThat(problems.get(0)).isEqualTo("bad.jar: class com.acme.Hidden is not public. Make it public");
            assertThat(problems.get(1)).startsWith("bad.jar: class com.acme.Half is abstract.");
            assertThat(problems.get(2))
                    .isEqualTo("bad.jar: class com.acme.Closed has no public constructor without parameters. Add one");
            assertThat(problems.get(3))
                    .startsWith("bad.jar: class com.acme.Nameless has no annotation @Plugin")
                    .endsWith("Put @Plugin(id = \"…\") on it");
            assertThat(problems.get(4)).startsWith("bad.jar: class com.acme.Odd has @Plugin(id = \"Night Reply\").");
        }
    }

    @Test
    void refusesTheSecondOfTwoPluginsWithOneId() throws Exception {
        PluginJar.withSetup("good", NOTHING).version("3").writeTo(directory, "newer.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.typeFor(new Seen().use("x", "good")).version()).isEqualTo("2.1");
            assertThat(plugins.problems())
                    .containsExactly(directory.resolve("newer.jar") + ": plugin \"good\" 3 is not used, because "
                            + directory.resolve("good.jar")
                            + " has a plugin of the same id (version 2.1). Remove one of the two");
        }
    }

    @Test
    void namesTheClasses_whenTwoOfOneJarHaveOneId() throws Exception {
        PluginJar.of(PluginJar.source("A", "a", "", NOTHING), PluginJar.source("B", "a", "", NOTHING))
                .writeTo(directory, "both.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.types()).containsOnlyKeys("a", "good");
            assertThat(plugins.problems())
                    .containsExactly(directory.resolve("both.jar") + ": class com.acme.B is not used, because class"
                            + " com.acme.A in the same jar has the same id \"a\". Give one of them another id");
        }
    }

    @Test
    void namesTheJavaItNeeds_whenBuiltForANewerOne() throws Exception {
        int newer = Runtime.version().feature() + 8;
        PluginJar.withSetup("future", NOTHING).classVersion(newer + 44).writeTo(directory, "future.jar");

        assertThat(problem())
                .startsWith("future.jar: class com.acme.Sample was built for Java " + newer
                        + ", and this agent runs on Java " + Runtime.version().feature() + ". Run the agent on Java "
                        + newer + " or newer");
    }

    @Test
    void judgesOnlyClassesThatJavaWouldLoad() throws Exception {
        byte[] newer = Files.readAllBytes(Path.of(Seen.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("dev/vigia/agent/plugin/Seen.class")));
        newer[7] = (byte) (Runtime.version().feature() + 4 + 44);
        PluginJar.withSetup("night", NOTHING)
                .resource(
                        "META-INF/versions/" + (Runtime.version().feature() + 4) + "/dev/vigia/agent/plugin/Seen.class",
                        newer)
                .resource("templates/dev/vigia/agent/plugin/Seen.class", newer)
                .writeTo(directory, "night.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.types()).containsOnlyKeys("good", "night");
        }
    }

    @Test
    void saysWhereALibraryBelongs_whenItIsMissing() throws Exception {
        PluginJar.of(
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"night\") public class Night"
                                + " extends com.google.gson.Base implements ChatPlugin { public void setup(Setup setup) {} }",
                        "package com.google.gson; public class Base {}")
                .without("com.google.gson.Base")
                .writeTo(directory, "night.jar");

        assertThat(problem())
                .startsWith("night.jar: java.lang.NoClassDefFoundError: com/google/gson/Base")
                .endsWith("The plugin does not bring class com.google.gson.Base along, and sees no library but its own."
                        + " Bundle it in the jar or put it beside it in " + directory.resolve("night") + "/");
    }

    @Test
    void namesTheApi_whenBuiltForANewerOne() throws Exception {
        PluginJar.of(
                        "package com.acme; import dev.vigia.api.*; @Plugin(id = \"night\") public class Night"
                                + " implements ChatPlugin, FancyPlugin { public void setup(Setup setup) {} }",
                        "package dev.vigia.api; public interface FancyPlugin {}")
                .writeTo(directory, "night.jar");

        assertThat(problem())
                .startsWith("night.jar uses what this agent's plugin API ")
                .contains(" does not have: dev.vigia.api.FancyPlugin. It was built for a newer plugin API.")
                .contains("Update the agent, or build the plugin against API ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
    void refusesAJar_ofWhichOnlyAPartIsThere(double part) throws Exception {
        byte[] whole = Files.readAllBytes(directory.resolve("good.jar"));
        Files.write(directory.resolve("half.jar"), Arrays.copyOf(whole, (int) (whole.length * part)));

        assertThat(problem())
                .startsWith("half.jar is damaged, cut short or still being written (java.util.zip.ZipException: ")
                .endsWith("Copy it again, under another name, and rename it when it is complete");
    }

    @Test
    void refusesAJar_whoseMiddleIsNotWrittenYet() throws Exception {
        byte[] content = Files.readAllBytes(PluginJar.withSetup("night", NOTHING)
                .resource("big.txt", "x".repeat(100))
                .writeTo(root, "night.jar"));
        for (int i = content.length / 3; i < content.length / 2; i++) {
            content[i] = 0;
        }
        Files.write(directory.resolve("night.jar"), content);

        assertThat(problem()).startsWith("night.jar is damaged, cut short or still being written (");
    }

    @Test
    void refusesWhatIsNoJar() throws Exception {
        Files.writeString(directory.resolve("page.jar"), "<html>404</html>");

        assertThat(problem()).startsWith("page.jar is no jar: it does not start as a zip file does.");
    }

    @Test
    void refusesAnEmptyJar() throws Exception {
        Files.createFile(directory.resolve("empty.jar"));

        assertThat(problem())
                .isEqualTo(
                        "empty.jar is empty. If it is still being copied, wait until it is complete; else copy it again");
    }

    @Test
    void refusesTheFolder_whenALibraryInItIsBroken() throws Exception {
        PluginJar.withSetup("night", NOTHING).writeTo(directory.resolve("night"), "night.jar");
        Files.writeString(directory.resolve("night/lib.jar"), "PK");

        assertThat(problem()).startsWith("night/lib.jar is no jar");
    }

    @Test
    void warnsOfALibrary_thatLiesTooDeep() throws Exception {
        PluginJar.withSetup("night", NOTHING).writeTo(directory.resolve("night"), "night.jar");
        PluginJar.of("package org.lib; public class Lib {}").writeTo(directory.resolve("night/lib"), "lib.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.warnings())
                    .containsExactly(
                            "night/lib/lib.jar lies too deep, so nothing is loaded from it. Move it into night/");
        }
    }

    @Test
    void saysNothingOfOtherFiles_butOfLikelyMistakes() throws Exception {
        Files.writeString(directory.resolve("README.md"), "plugins go here");
        Files.writeString(directory.resolve(".hidden.jar"), "x");
        Files.createDirectory(directory.resolve(".cache"));
        Files.writeString(directory.resolve("night.zip"), "x");
        Files.writeString(directory.resolve("other.jar.part"), "x");
        Files.createDirectory(directory.resolve("hollow"));
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.types()).containsOnlyKeys("good");
            assertThat(plugins.problems())
                    .containsExactly(
                            "hollow/ holds no jar. Put the plugin's jar into it, or remove the folder",
                            "night.zip is not loaded: a plugin is a file *.jar, or a folder with such files. Unpack it, or remove it",
                            "other.jar.part is not loaded: it looks like a copy that is not complete."
                                    + " It is loaded once it is complete and called *.jar");
        }
    }

    @Test
    void refusesADirectory_thatIsMissing() {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> PluginDirectory.open(root.resolve("nowhere"), work))
                .withMessage("plugin directory " + root.resolve("nowhere") + " does not exist. Create it, or set"
                        + " vigia.plugin-directory to the directory that holds the plugins");
    }

    @Test
    void refusesADirectory_thatOthersMayWriteTo() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> PluginDirectory.open(directory, work))
                .withMessage("plugin directory " + directory
                        + " is writable by every user of this machine, who could run code as"
                        + " the agent. Take that right away: chmod o-w " + directory);
    }

    @Test
    void refusesAJar_thatOthersMayWriteTo() throws Exception {
        Path jar = PluginJar.withSetup("night", NOTHING).writeTo(directory.resolve("night"), "night.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(problem()).startsWith("night/night.jar is writable by every user of this machine");
    }

    @Test
    void knowsTheNearestName_whenAUseIsUnknown() throws Exception {
        PluginJar.withSetup("auto-reply", NOTHING).writeTo(directory, "auto-reply.jar");
        Files.createFile(directory.resolve("broken.jar"));
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThatExceptionOfType(PluginException.class)
                    .isThrownBy(() -> plugins.typeFor(new Seen().use("night", "autoreply")))
                    .withMessage(
                            "vigia.conf: 12: plugin instance \"night\" uses \"autoreply\", but there is no such plugin in "
                                    + directory + ". Did you mean \"auto-reply\"? There are: auto-reply, good."
                                    + " Not loaded for their problems: broken.jar");
        }
    }

    @Test
    void runsFromPrivateCopies_andRemovesThoseOfEarlierDays() throws Exception {
        Files.createDirectories(work);
        Path stale = Files.writeString(work.resolve("0123.jar"), "old");
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        Path foreign = Files.writeString(work.resolve("notes.txt"), "not ours");
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        try (PluginDirectory plugins = PluginDirectory.open(directory, work);
                Stream<Path> copies = Files.list(work)) {
            assertThat(plugins.types()).containsOnlyKeys("good");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work)))
                    .isEqualTo("rwx------");
            assertThat(copies.map(copy -> copy.getFileName().toString()).filter(name -> !name.equals("notes.txt")))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{64}\\.jar");
        }
    }

    @Test
    void replacesACopy_thatAPowerCutLeftIncomplete() throws Exception {
        PluginDirectory.open(directory, work).close();
        try (Stream<Path> copies = Files.list(work)) {
            Files.write(copies.findFirst().orElseThrow(), new byte[0]);
        }
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.types()).containsOnlyKeys("good");
        }
    }

    @Test
    void keepsRunning_whenTheJarIsOverwrittenInPlace() throws Exception {
        Path jar = PluginJar.of(
                        PluginJar.source(
                                "Sample", "sample", "", "setup.on(Event.class).handle((e, c) -> Later.run());"),
                        "package com.acme; class Later { static void run() { throw new IllegalStateException(\"ran\"); } }")
                .writeTo(directory, "sample.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginUse use = new Seen().use("night", "sample");
            PluginInstance instance = PluginInstance.setUp(plugins.typeFor(use), use, Samples.MEMORY, Samples.CLOCK);
            Files.write(jar, new byte[(int) Files.size(jar)]);

            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false))
                    .withMessageContaining("java.lang.IllegalStateException: ran at com.acme.Later.run(Later.java:1)");
        }
    }

    /** The only problem, after a look whether the good plugin is there in spite of it. */
    private String problem() throws PluginException {
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.types()).containsOnlyKeys("good");
            assertThat(plugins.problems()).hasSize(1);
            return plugins.problems().get(0);
        }
    }

    @Test
    void looksAgain_andLoadsOnlyWhatHasChanged() throws Exception {
        PluginJar changing = PluginJar.withSetup("changing", NOTHING);
        changing.version("1").writeTo(directory.resolve("changing"), "changing.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginType good = plugins.typeFor(new Seen().use("x", "good"));
            PluginJar.withSetup("good", NOTHING).version("2.1").writeTo(directory, "good.jar");
            changing.version("2").writeTo(directory.resolve("changing"), "changing.jar");
            PluginJar.withSetup("added", NOTHING).writeTo(directory, "added.jar");

            plugins.lookAgain(false);

            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.types()).containsOnlyKeys("added", "changing", "good");
            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(good);
            assertThat(plugins.typeFor(new Seen().use("x", "changing")).version())
                    .isEqualTo("2");
            Files.delete(directory.resolve("changing/changing.jar"));
            Files.delete(directory.resolve("added.jar"));

            plugins.lookAgain(false);

            assertThat(plugins.types()).containsOnlyKeys("good");
        }
    }

    @Test
    void keepsWhatItHas_asLongAsWhatCameInItsPlaceCannotBeUsed() throws Exception {
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginType good = plugins.typeFor(new Seen().use("x", "good"));
            Path jar = directory.resolve("good.jar");
            byte[] content = Files.readAllBytes(jar);
            PluginJar.withSetup("good", NOTHING)
                    .naming("com.acme.Gone", "com.acme.Sample")
                    .writeTo(directory, "good.jar");
            plugins.lookAgain(false);
            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(good);
            assertThat(plugins.problems()).hasSize(1);
            assertThat(plugins.problems().get(0)).contains("com.acme.Gone").endsWith("the version in use goes on");

            Files.write(jar, content);
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
            plugins.lookAgain(false);
            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(good);
            assertThat(plugins.problems()).hasSize(1);

            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
            plugins.lookAgain(false);
            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(good);
            assertThat(plugins.problems()).isEmpty();
        }
    }

    @Test
    void tellsTheSameMistakeOfOneVersionFromThatOfAnother() throws Exception {
        PluginJar.withSetup("night", NOTHING).naming().writeTo(directory, "night.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            List<PluginProblem> first = plugins.problemsOfContents();
            plugins.lookAgain(false);
            assertThat(plugins.problemsOfContents()).isEqualTo(first);
            PluginJar.withSetup("night", "int i = 1;").naming().writeTo(directory, "night.jar");
            plugins.lookAgain(false);
            assertThat(plugins.problems()).containsExactly(first.get(0).text());
            assertThat(plugins.problemsOfContents()).isNotEqualTo(first);
        }
    }

    @Test
    void takesAVersionBackAsItWas_whileSomebodyStillUsesIt() throws Exception {
        Path jar = directory.resolve("good.jar");
        byte[] content = Files.readAllBytes(jar);
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginType first = plugins.typeFor(new Seen().use("x", "good"));
            first.enter(new ThreadGroup("x"));
            PluginJar.withSetup("good", NOTHING).version("3").writeTo(directory, "good.jar");
            plugins.lookAgain(false);
            assertThat(plugins.typeFor(new Seen().use("x", "good")).version()).isEqualTo("3");

            Files.write(jar, content);
            plugins.lookAgain(false);

            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(first);
            first.leave();
            plugins.lookAgain(false);
            assertThat(plugins.typeFor(new Seen().use("x", "good"))).isSameAs(first);
        }
    }
}
