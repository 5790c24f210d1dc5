package dev.vigia.agent.built;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory in which the built agent is configured and run, as its user would; everything that it writes is in it. */
final class Workplace {
    private static final Path BUILT = Path.of(property("vigia.built"));

    /** These processes live for seconds. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> starter = List.of();
    private int processes;

    Workplace(Path directory) {
        this.directory = directory;
        for (String inherited : List.of("PATH", "JAVA_HOME")) {
            String value = System.getenv(inherited);
            if (value != null) {
                environment.put(inherited, value);
            }
        }
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("JAVA_OPTS", QUICK_START + " -Djava.io.tmpdir=" + makeDirectory("tmp"));
    }

    /** The plugins that come with the agent. */
    static Path bundledPlugins() {
        return BUILT.resolve("plugins");
    }

    /** Those in a directory of this place's own, {@code plugins}, to which others can be added. */
    Path copyOfBundledPlugins() {
        Path copy = makeDirectory("plugins");
        try (Stream<Path> files = Files.walk(bundledPlugins())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(bundledPlugins().relativize(file));
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Path makeDirectory(String name) {
        try {
            return Files.createDirectories(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workplace environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has each process started by a command that becomes what follows it: {@code nice}, for instance. */
    Workplace startedBy(String... command) {
        starter = List.of(command);
        return this;
    }

    /** Writes conf/vigia.conf with what every agent here needs; the lines, in {@code vigia { … }}, come after it and prevail. */
    Workplace configure(URI gateway, String... lines) {
        makeDirectory("conf");
        write("conf/vigia.conf", """
                vigia {
                  zapi { base-url = "%s", requests-per-second = 200 }
                  poll.interval = 1s
                  plugin-directory = "%s"
                  web.port = 0
                %s
                }
                """.formatted(gateway, bundledPlugins(), String.join("\n", lines)));
        return this;
    }

    /** Starts {@code vigia} with arguments. */
    RunningAgent start(String... arguments) {
        List<String> command = new ArrayList<>(starter);
        command.add(BUILT.resolve("bin/vigia").toString());
        command.addAll(List.of(arguments));
        return start(command);
    }

    private RunningAgent start(List<String> command) {
        int number = ++processes;
        Path out = file(number + ".out");
        Path err = file(number + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new RunningAgent(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs Maven on a project here, with what this build has used and nothing from the network; it leaves that repository alone. */
    Ended runMaven(String project, String goal) {
        Path repository = Path.of(property("maven.local.repository"));
        Path settings = write("settings.xml", """
                <settings>
                  <mirrors>
                    <mirror><id>build</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(repository.toUri()));
        return start(List.of(
                        property("maven.executable"),
                        "--batch-mode",
                        "--offline",
                        "-Daether.offline.protocols=file",
                        "-Dmaven.repo.local=" + file("maven"),
                        "--settings",
                        settings.toString(),
                        "--file",
                        file(project).toString(),
                        goal))
                .end();
    }

    /** Runs a command that ends by itself. */
    Ended run(String... arguments) {
        try (RunningAgent command = start(arguments)) {
            return command.end();
        }
    }

    /** Runs {@code vigia chats --json}. */
    List<Map<String, Object>> chats() {
        Ended chats = run("chats", "--json").wentWell();
        return chats.out().lines().map(Json::object).toList();
    }

    /** The journal of a running agent, as far as it is written; of one that is not running all of it. */
    List<Told> journal() {
        return journal("data/events.jsonl");
    }

    List<Told> journal(String name) {
        return Told.inLines(text(file(name)));
    }

    /** The journal after the agent has stopped: it must end with a whole line. */
    List<Told> wholeJournal() {
        String text = text(file("data/events.jsonl"));
        assertThat(text).endsWith("}\n");
        return Told.inLines(text);
    }

    /** Runs a program of the machine; it must go well. */
    static void succeed(String... command) {
        assertThat(succeeds(command)).as(String.join(" ", command)).isTrue();
    }

    /** Runs a program of the machine, if there is such a one, and tells whether it went well. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the pom tells the tests. */
    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
