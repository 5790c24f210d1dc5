package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Life;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens between the requests of a look, what is told is true, and in the end nothing is left untold. */
class MovingListTest {
    private static final int PAGE = 15;
    private static final List<WireStyle> STYLES =
            List.of(WireStyle.TODAY, WireStyle.TYPED, WireStyle.SEED, WireStyle.TODAY.inSeconds());

    private final ManualTime time = new ManualTime();
    /** The values that each chat's fields really had, by phone and field, without repetitions. */
    private final Map<String, Map<String, List<@Nullable Object>>> real = new HashMap<>();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tellsTheTruth_andInTheEndAllOfIt(long seed) throws Exception {
        Random random = new Random(seed);
        WireStyle style = STYLES.get((int) (seed % STYLES.size()));
        SimulatedAccount world = simulator.account("moving");
        world.wire(style);
        Life life = new Life(world, random);
        life.populate(20 + random.nextInt(100));
        record(world, style);
        Set<String> fromTheBeginning = new HashSet<>(real.keySet());

        try (Passage passage = new Passage(simulator.simulator().baseUrl());
                Lookout lookout = new Lookout(directory, passage.url(), "moving", time, PAGE)) {
            passage.before(question -> {
                for (int steps = random.nextInt(4); steps > 0; steps--) {
                    time.advance(Duration.ofMillis(random.nextInt(3_000)));
                    life.step();
                    record(world, style);
                }
            });
            lookout.poll();
            Map<String, Chat> told = lookout.chats();
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(8) == 0) {
                    lookout.sweep();
                } else {
                    lookout.poll();
                }
                if (random.nextInt(15) == 0) {
                    lookout.restart();
                }
            }
            passage.before(question -> {});
            lookout.sweep();
            lookout.sweep();

            Map<String, Map<String, List<@Nullable Object>>> values = new HashMap<>();
            told.forEach((phone, chat) -> append(values, phone, Shown.of(chat, style)));
            List<Event> news = lookout.news();
            assertThat(news).as("a world in which something happens").hasSizeGreaterThan(20);
            for (Event event : news) {
                if (event instanceof ChatEvent chatEvent) {
                    String phone = chatEvent.latest().phone().orElseThrow();
                    if (event instanceof ChatAdded) {
                        assertThat(fromTheBeginning).doesNotContain(phone);
                    }
                    if (event instanceof ChatRemoved) {
                        assertThat(world.chats())
                                .extracting(SimulatedChat::phone)
                                .doesNotContain(phone);
                        told.remove(phone);
                        continue;
                    }
                    told.put(phone, chatEvent.latest());
                    append(values, phone, Shown.of(chatEvent.latest(), style));
                }
            }
            values.forEach((phone, fields) ->
                    fields.forEach((field, sequence) -> assertThat(isSubsequence(sequence, real(phone, field)))
                            .as("%s of %s: told %s of %s", field, phone, sequence, real(phone, field))
                            .isTrue()));
            assertSnapshotIsTheWorld(lookout, world, style);
            assertFoldIsTheSnapshot(told, lookout, style);
        }
    }

    private void assertSnapshotIsTheWorld(Lookout lookout, SimulatedAccount world, WireStyle style) throws Exception {
        Map<String, Chat> snapshot = lookout.chats();
        for (SimulatedChat chat : world.chats()) {
            Chat known = snapshot.get(chat.phone());
            assertThat(known).as(chat.phone()).isNotNull();
            assertThat(Shown.of(Objects.requireNonNull(known), style))
                    .as(chat.phone())
                    .isEqualTo(Shown.of(chat, style, time.instant()));
        }
    }

    /** What was told last of each chat is what is known of it, but for first values, which are not told. */
    private static void assertFoldIsTheSnapshot(Map<String, Chat> told, Lookout lookout, WireStyle style)
            throws Exception {
        Map<String, Chat> snapshot = lookout.chats();
        assertThat(told.keySet()).isEqualTo(snapshot.keySet());
        told.forEach((phone, chat) -> {
            Map<String, @Nullable Object> known = Shown.of(Objects.requireNonNull(snapshot.get(phone)), style);
            Shown.of(chat, style).forEach((field, value) -> {
                boolean learntOnly = value == null && (field.equals("photo") || field.equals("note"));
                if (!learntOnly) {
                    assertThat(known.get(field)).as("%s of %s", field, phone).isEqualTo(value);
                }
            });
        });
    }

    private List<@Nullable Object> real(String phone, String field) {
        return Objects.requireNonNull(Objects.requireNonNull(real.get(phone)).get(field));
    }

    private void record(SimulatedAccount world, WireStyle style) {
        for (SimulatedChat chat : world.chats()) {
            Map<String, @Nullable Object> now = Shown.of(chat, style, time.instant());
            append(real, chat.phone(), now);
            boolean mayRunOut = chat.is(Flag.MUTED) && chat.muteEndTime() > 0 && !style.seedKeys();
            if (mayRunOut) {
                Map<String, @Nullable Object> over = new LinkedHashMap<>(now);
                over.put("muted", false);
                over.put("mutedUntil", null);
                append(real, chat.phone(), over);
            }
        }
    }

    private static void append(
            Map<String, Map<String, List<@Nullable Object>>> histories,
            String phone,
            Map<String, @Nullable Object> fields) {
        Map<String, List<@Nullable Object>> history = histories.computeIfAbsent(phone, key -> new HashMap<>());
        fields.forEach((field, value) -> {
            List<@Nullable Object> values = history.computeIfAbsent(field, key -> new ArrayList<>());
            if (values.isEmpty() || !Objects.equals(values.get(values.size() - 1), value)) {
                values.add(value);
            }
        });
    }

    private static boolean isSubsequence(List<@Nullable Object> part, List<@Nullable Object> whole) {
        Iterator<@Nullable Object> rest = whole.iterator();
        return part.stream().allMatch(value -> {
            while (rest.hasNext()) {
                if (Objects.equals(rest.next(), value)) {
                    return true;
                }
            }
            return false;
        });
    }
}
