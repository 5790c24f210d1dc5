package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer tries. */
class DemoIT {
    private static final Pattern JOURNAL = Pattern.compile("^(/\\S+)/events\\.jsonl", Pattern.MULTILINE);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void showsEventsWithinAMinute_andStopsWhenAsked() {
        Workplace workplace = new Workplace(directory);
        try (RunningAgent demo = workplace.start("demo")) {
            demo.awaitOut("This is a demo: two simulated WhatsApp accounts");
            demo.awaitThat(() ->
                    assertThat(demo.out().lines().filter(DemoIT::tellsOfAChat)).hasSizeGreaterThan(2));
            Matcher journal = JOURNAL.matcher(demo.out());
            assertThat(journal.find()).isTrue();
            Path own = Path.of(journal.group(1));

            Ended ended = demo.terminate();

            assertThat(ended.code()).isEqualTo(Ended.TERMINATED);
            assertThat(ended.out()).startsWith("This is a demo").contains("Ctrl-C stops it");
            assertThat(ended.err()).contains("Stopped; everything").doesNotContain("WARN", "ERROR");
            String text = Workplace.text(own.resolve("events.jsonl"));
            assertThat(text).endsWith("}\n");
            List<Told> told = Told.inLines(text);
            assertThat(told).extracting(Told::account).contains("loja", "suporte");
            assertThat(told).filteredOn(Told::isOfAChat).hasSizeGreaterThan(2);
            assertThat(workplace
                            .run("chats", "-c", own.resolve("vigia.conf").toString())
                            .wentWell()
                            .out())
                    .contains("loja: ", "suporte: ");
        }
    }

    private static boolean tellsOfAChat(String line) {
        return line.matches(".*(loja|suporte) .*(unread|read|muted|archived|pinned|renamed|spam|wrote|activity).*");
    }

    @Test
    void stopsOnCtrlC() throws IOException {
        assumeTrue(heedsInterrupts(), "these tests run in the background, where Ctrl-C is ignored");
        Workplace workplace = new Workplace(directory);
        try (RunningAgent demo = workplace.start("demo", "--rate", "20")) {
            demo.awaitErr("Watching");
            Ended ended = demo.interrupt();
            assertThat(ended.code()).isEqualTo(Ended.INTERRUPTED);
            assertThat(ended.err()).contains("Stopped; everything").doesNotContain("WARN", "ERROR");
        }
    }

    /** A process that was started with SIGINT ignored, as shells do with what they run in the background, hands that down. */
    private static boolean heedsInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return !new BigInteger(ignored.substring(7).strip(), 16).testBit(1);
    }
}
