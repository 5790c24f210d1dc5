package dev.vigia.agent.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program of the tests in a process of its own, which can be killed, limited, and talked to line by line. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildJvm start(Class<?> program, Object... arguments) throws IOException {
        return start("", program, arguments);
    }

    /** @param before what the shell does before it becomes the program */
    static ChildJvm start(String before, Class<?> program, Object... arguments) throws IOException {
        return new ChildJvm(new ProcessBuilder("sh", "-c", before + "exec " + command(program, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The same, as root of name spaces of its own, where it may mount what it likes. */
    static ChildJvm startUnshared(String before, Class<?> program, Object... arguments) throws IOException {
        return new ChildJvm(
                new ProcessBuilder("unshare", "-Urm", "sh", "-c", before + "exec " + command(program, arguments))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    static boolean canUnshare() {
        return succeeds("unshare", "-Urm", "sh", "-c", "mount -t tmpfs none /mnt");
    }

    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String command(Class<?> program, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    long pid() {
        return process.pid();
    }

    String line() {
        try {
            return Objects.requireNonNullElse(output.readLine(), "(it has ended)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tell(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    List<String> restOfOutput() {
        return output.lines().toList();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program did not end");
        }
        return process.exitValue();
    }

    boolean waitFor(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Kills the program; what it had written can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
