package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plugin that fails at random, that asks for effects at random, and an agent that is restarted at random: every event arrives, for
 * each chat in order, its effects are stored once, and nothing is left behind.
 */
class LaneWorldTest {
    private static final int EVENTS = 300;
    private static final int CHATS = 12;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("vigia.lanes", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyEventArrivesInOrder_andItsEffectsOnce(long seed) throws Exception {
        Random random = new Random(seed);
        Workbench bench = new Workbench(directory);
        try {
            Seen seen = new Seen();
            bench.installHandler(
                    "sample",
                    "String chat = event.chat().id(); int chance = Objects.hash(event.meta().id(), context.attempt(), "
                            + seed
                            + ");"
                            + " seen.add(\"begin \" + chat + \" \" + number);"
                            + " dev.vigia.api.State state = context.state(event.chat());"
                            + " if (Math.floorMod(chance, 3) != 0) state.put(\"handled\", state.get(\"handled\").orElse(\"\") + number + \",\");"
                            + " if (Math.floorMod(chance, 5) == 0) context.actions().sendText(event.chat(), \"answer \" + number);"
                            + " if (Math.floorMod(chance, 4) == 1) throw new Exception(\"bad luck\");"
                            + " seen.add(\"done \" + chat + \" \" + number + (Math.floorMod(chance, 3) != 0 ? \" noted\" : \"\")"
                            + " + (Math.floorMod(chance, 5) == 0 ? \" sent\" : \"\"));");
            PluginUse one = seen.use("one", "sample");
            PluginUse use = new PluginUse(
                    one.instance(),
                    one.use(),
                    one.accounts(),
                    1 + random.nextInt(4),
                    true,
                    one.settings(),
                    one.origin());
            Dispatch dispatch = bench.start(use);
            for (int number = 1; number <= EVENTS; ) {
                List<Fact> facts = new ArrayList<>();
                for (int i = random.nextInt(40); i >= 0 && number <= EVENTS; i--) {
                    facts.add(Workbench.fact("chat" + random.nextInt(CHATS), number++));
                }
                bench.commit(Instant.now(), facts);
                if (random.nextInt(4) == 0) {
                    dispatch.close();
                    dispatch = bench.start(use);
                }
            }
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(done(seen)).hasSizeGreaterThanOrEqualTo(EVENTS));
            dispatch.close();

            verify(seed, bench, seen);
        } finally {
            bench.close();
        }
    }

    private static void verify(long seed, Workbench bench, Seen seen) throws Exception {
        Map<String, Integer> last = new HashMap<>();
        Map<String, StringBuilder> noted = new HashMap<>();
        List<String> sent = new ArrayList<>();
        for (String line : done(seen)) {
            String[] words = line.split(" ", -1);
            int number = Integer.parseInt(words[2]);
            assertThat(number).as("seed %d, %s", seed, line).isGreaterThan(last.getOrDefault(words[1], 0));
            last.put(words[1], number);
            if (line.contains(" noted")) {
                noted.computeIfAbsent(words[1], chat -> new StringBuilder())
                        .append(number)
                        .append(',');
            }
            if (line.contains(" sent")) {
                sent.add("answer " + number);
            }
        }
        assertThat(done(seen)).as("seed %d", seed).hasSize(EVENTS);
        assertThat(bench.rows("SELECT chat, value FROM plugin_state"))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(noted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        assertThat(bench.rows("SELECT text FROM action")).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(bench.rows("SELECT seq FROM plugin_cursor")).containsExactly("" + EVENTS);
        assertThat(bench.rows("SELECT chat FROM parked")).as("seed %d", seed).isEmpty();
        assertThat(bench.rows("SELECT seq FROM dead_letter"))
                .as("seed %d", seed)
                .isEmpty();
    }

    private static List<String> done(Seen seen) {
        return seen.lines().stream().filter(line -> line.startsWith("done ")).toList();
    }
}
