package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After a crash at any moment every line is whole, and each event that is delivered again is there exactly once. */
class JournalCrashTest {
    private static final String HOSTILE = "\"{[}]\\\n\u0000\u2028\u00e7\ud83d\ude00 ,\"id\":\"e-1\"";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("vigia.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cutAnywhereInTheLastTwoLines_leavesEachEventOnce(long seed, @TempDir Path directory) throws Exception {
        Path path = directory.toRealPath().resolve("events.jsonl");
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int number = 1; number <= count; number++) {
            events.add(Numbered.event(number, text(random)).toJson());
        }
        byte[] whole = (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8);
        int start = (String.join("\n", events.subList(0, count - 2)) + "\n").getBytes(StandardCharsets.UTF_8).length;

        FailingDisk quick = new FailingDisk();
        quick.ignoresForce = true;

        for (int cut = count == 2 ? 0 : start; cut <= whole.length; cut++) {
            Files.write(path, Arrays.copyOf(whole, cut));
            try (JournalFile journal = Numbered.journal(path, new Rotation(path, 1 << 20, 1), quick::open)) {
                journal.open();
                assertThat(Files.readAllLines(path))
                        .as("seed %s, cut at %s", seed, cut)
                        .isEqualTo(events.subList(0, Files.readAllLines(path).size()));
                assertThat(endsWell(path)).as("seed %s, cut at %s", seed, cut).isTrue();
                for (String event : events.subList(count - 2, count)) {
                    journal.append(event);
                }
            }
            assertThat(Files.readAllBytes(path))
                    .as("seed %s, cut at %s", seed, cut)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void killedProcess_losesNothingItHadHandled(long seed, @TempDir Path directory) throws Exception {
        Path path = directory.toRealPath().resolve("events.jsonl");
        Random random = new Random(seed);
        int handled = 0;
        for (int life = 0; life < 3; life++) {
            handled = Math.max(handled, runAndKill(path, Math.max(1, handled - 5), 20 + random.nextInt(400)));
        }

        try (JournalFile journal = Numbered.journal(path, Writer.rotation(path), Disk::openForAppending)) {
            journal.open();
            List<String> lines = new ArrayList<>();
            for (int aside = Writer.KEEP; aside > 0; aside--) {
                Path file = path.resolveSibling("events." + aside + ".jsonl");
                if (Files.exists(file)) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
            lines.addAll(Files.readAllLines(path));
            assertThat(lines).as("seed %s", seed).isEqualTo(Numbered.lines(1, lines.size()));
            assertThat(lines.size()).as("seed %s", seed).isGreaterThanOrEqualTo(handled);
        }
    }

    /** Lets another process write events from a number on until some were handled, kills it, and tells the last one handled. */
    private static int runAndKill(Path path, int from, int count) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        path.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int handled = 0;
            for (int i = 0; i < count; i++) {
                handled = Integer.parseInt(output.readLine());
            }
            process.toHandle().destroyForcibly(); // unlike the process's own method, this leaves its output readable
            for (String more = output.readLine(); more != null; more = output.readLine()) {
                handled = Math.max(handled, Integer.parseInt(more)); // the last one may be cut short
            }
            return handled;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean endsWell(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0, HOSTILE.length())
                .mapToObj(i -> HOSTILE.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
