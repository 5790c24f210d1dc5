package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.agent.zapi.Damage;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random damages to good answers, anywhere in a look, while things happen: the poller lives on, believes only what some answer legibly says,
 * tells no living chat removed, and knows the world again as soon as the answers are good. {@code -Dvigia.histories=N} tries more of them.
 */
class DamagedAnswersTest {
    private static final WireStyle STYLE = WireStyle.TODAY;

    private static int damagedAnswers;
    private static int failedLooks;
    private static int believed;

    private final ManualTime time = new ManualTime();
    /** What was told of each chat last. */
    private final Map<String, Chat> told = new HashMap<>();
    /** By what phones and lids each chat went. */
    private final Map<String, Set<String>> names = new HashMap<>();
    /** How often each chat was told removed, and not told added again. */
    private final Map<String, Integer> removals = new HashMap<>();

    private final List<Legible> served = new ArrayList<>();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private @Nullable Passage passage;
    private @Nullable Lookout lookout;

    @AfterEach
    void close() throws Exception {
        lookout().close();
        passage().close();
    }

    @AfterAll
    static void tellFigures() {
        System.out.printf(
                "%d damaged answers, %d looks that failed by them, %d values believed because an answer says so%n",
                damagedAnswers, failedLooks, believed);
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("vigia.histories", 80));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void believesOnlyWhatIsLegible_andKnowsTheWorldAgain(long seed) throws Exception {
        try {
            watch(new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void watch(Random random) throws Exception {
        SimulatedAccount world = simulator.account("damaged");
        world.resignPhotos(random.nextBoolean());
        int chats = random.nextInt(4) == 0 ? 6 : 15 + random.nextInt(20);
        fill(world, chats, random);
        passage = new Passage(simulator.simulator().baseUrl());
        lookout = new Lookout(directory, passage().url(), "damaged", time, 10);
        lookout().settle();
        lookout().news();
        known().forEach((id, chat) -> told.put(id, chat));

        @Nullable SimulatedChat gone = null;
        for (int i = 0; i < 12; i++) {
            if (gone == null && random.nextInt(20) == 0) {
                gone = world.chats().get(random.nextInt(chats));
                world.remove(gone.phone());
            }
            happen(world, random);
            damageSomeAnswer(random);
            look(world, random.nextInt(3) > 0);
            if (random.nextInt(10) == 0) {
                lookout().restart();
            }
        }
        passage().instead((question, answer) -> answer);
        look(world, true);
        look(world, true);
        assertKnows(world);
        // A chat that only damage told of goes as any other: by proof.
        for (int i = 0; i < 6 && known().size() > world.chats().size(); i++) {
            look(world, true);
        }
        assertThat(known()).hasSameSizeAs(world.chats());
        assertThat(told.keySet()).isEqualTo(known().keySet());
        if (gone != null) {
            assertThat(removals).containsEntry(Objects.requireNonNull(gone.lid()), 1);
        }
    }

    /** Chats of which every field is told, so that whatever damage adds is taken back by the next good answer. */
    private void fill(SimulatedAccount world, int chats, Random random) {
        Lookout.fill(world, time, chats);
        for (int i = 0; i < chats; i++) {
            world.photo(Lookout.phone(i), "/v/" + i + ".jpg");
            world.note(Lookout.phone(i), "Note " + i);
            int unread = 1 + random.nextInt(9);
            world.change(Lookout.phone(i), chat -> chat.unread(unread));
            for (Flag flag : List.of(Flag.SPAM, Flag.ARCHIVED, Flag.ANNOUNCEMENT)) {
                if (random.nextInt(3) == 0) {
                    world.change(Lookout.phone(i), chat -> chat.with(flag));
                }
            }
            if (random.nextInt(3) == 0) {
                world.mute(Lookout.phone(i));
            }
        }
        world.pin(Lookout.phone(random.nextInt(chats)));
    }

    private static void happen(SimulatedAccount world, Random random) {
        String phone = world.chats().get(random.nextInt(world.chats().size())).phone();
        switch (random.nextInt(8)) {
            case 0, 1 -> world.receive(phone, 1 + random.nextInt(3));
            case 2 -> world.read(phone);
            case 3 -> world.rename(phone, "Person " + random.nextInt(100) + " of " + phone);
            case 4 -> world.markUnread(phone);
            case 5 -> world.note(phone, "Note " + random.nextInt(100));
            default -> {
                // Mostly, nothing happens.
            }
        }
    }

    /** Of the next look one answer, or each list with some probability. */
    private void damageSomeAnswer(Random random) {
        served.clear();
        boolean often = random.nextInt(4) == 0;
        boolean status = random.nextInt(8) == 0;
        int[] left = {random.nextInt(random.nextBoolean() ? 2 : 6)};
        passage().instead((question, answer) -> {
            boolean list = question.startsWith("chats");
            if (!list && !question.equals("status")) {
                return answer;
            }
            boolean hit = often ? random.nextInt(3) == 0 : list != status && left[0]-- == 0;
            byte[] body = hit ? Damage.of(answer, random) : answer;
            if (hit) {
                damagedAnswers++;
                served.add(Legible.in(body));
            }
            return body;
        });
    }

    private void look(SimulatedAccount world, boolean sweep) throws Exception {
        Map<String, Chat> before = known();
        if (sweep) {
            time.advance(Lookout.SWEEP_EVERY.minus(Duration.ofMinutes(1)));
            lookout().sweep();
        } else {
            lookout().poll();
        }
        failedLooks += lookout().poller().isFailing() ? 1 : 0;
        Map<String, Chat> after = known();
        for (Chat chat : after.values()) {
            assertLegible(world, before.get(chat.id()), chat);
        }
        follow(world, lookout().news());
        assertThat(told.keySet()).as("told of").isEqualTo(after.keySet());
        served.clear();
    }

    private void assertLegible(SimulatedAccount world, @Nullable Chat before, Chat after) {
        Map<String, @Nullable Object> was = before == null ? unknown(after) : Shown.of(before, STYLE);
        if (before != null && before.equals(after)) {
            return;
        }
        Set<String> calls = Objects.requireNonNull(names.get(after.id()));
        List<SimulatedChat> chats = world.chats().stream()
                .filter(chat -> calls.contains(chat.phone()) || calls.contains(chat.lid()))
                .toList();
        if (before == null) {
            assertThat(!chats.isEmpty() || served.stream().anyMatch(answer -> answer.speaksOf(calls)))
                    .as("some answer speaks of %s", after)
                    .isTrue();
        }
        Shown.of(after, STYLE).forEach((field, value) -> {
            if (Objects.equals(value, was.get(field))) {
                return;
            }
            boolean real = chats.stream()
                    .anyMatch(chat -> Objects.equals(
                            value, Shown.of(chat, STYLE, time.instant()).get(field)));
            boolean legible = served.stream()
                    .map(answer ->
                            answer.fields(calls, before, time.instant()).getOrDefault(field, Collections.emptySet()))
                    .anyMatch(values -> values.contains(value));
            boolean ranOut = before != null
                    && before.mutedUntil()
                            .filter(end -> !end.isAfter(time.instant()))
                            .isPresent()
                    && !after.muted()
                    && field.startsWith("muted");
            assertThat(real || legible || ranOut)
                    .as("%s of %s went from %s to %s", field, calls, was.get(field), value)
                    .isTrue();
            believed += real || ranOut ? 0 : 1;
        });
    }

    /** How a chat is shown of which nothing but its being there is known. */
    private static Map<String, @Nullable Object> unknown(Chat chat) {
        Map<String, @Nullable Object> fields = Shown.of(chat, STYLE);
        fields.replaceAll((field, value) -> value instanceof Boolean ? (Object) false : null);
        fields.put("name", "");
        fields.put("unread", 0);
        return fields;
    }

    private void follow(SimulatedAccount world, List<Event> news) {
        for (Event event : news) {
            if (event instanceof AccountDisconnected) {
                assertThat(served)
                        .as("a status that says that the phone is not connected")
                        .anyMatch(Legible::saysDisconnected);
            }
            if (!(event instanceof ChatEvent chatEvent)) {
                continue;
            }
            Chat latest = chatEvent.latest();
            if (event instanceof ChatRemoved) {
                assertThat(lives(world, latest))
                        .as("%s was told removed", latest)
                        .isFalse();
                removals.merge(latest.id(), 1, Integer::sum);
                told.remove(latest.id());
                continue;
            }
            if (event instanceof ChatAdded) {
                assertThat(told).doesNotContainKey(latest.id());
                removals.remove(latest.id());
            }
            if (event instanceof ChatIdentified) {
                // The chat that it turned out to be is the same now.
                told.values()
                        .removeIf(other -> !other.id().equals(latest.id())
                                && other.lid().isEmpty()
                                && other.phone().equals(latest.phone()));
            }
            told.put(latest.id(), latest);
        }
    }

    private static boolean lives(SimulatedAccount world, Chat chat) {
        return world.chats().stream()
                .anyMatch(real -> chat.lid().isPresent()
                        ? chat.lid().get().equals(real.lid())
                        : real.phone().equals(chat.phone().orElse("")));
    }

    private void assertKnows(SimulatedAccount world) throws Exception {
        Map<String, Chat> known = known();
        for (SimulatedChat chat : world.chats()) {
            Map<String, @Nullable Object> real = Shown.of(chat, STYLE, time.instant());
            String id = Objects.requireNonNull(chat.lid());
            assertThat(Shown.of(Objects.requireNonNull(known.get(id), id), STYLE))
                    .as(id)
                    .isEqualTo(real);
            assertThat(Shown.of(Objects.requireNonNull(told.get(id), id), STYLE))
                    .as("told of %s", id)
                    .isEqualTo(real);
        }
    }

    private Map<String, Chat> known() throws Exception {
        Map<String, Chat> known = new HashMap<>();
        for (ChatState state : lookout().stored().snapshot().chats()) {
            Chat chat = state.asChat();
            known.put(chat.id(), chat);
            Set<String> calls = names.computeIfAbsent(chat.id(), id -> new HashSet<>());
            chat.phone().ifPresent(calls::add);
            chat.lid().ifPresent(calls::add);
        }
        return known;
    }

    private Passage passage() {
        return Objects.requireNonNull(passage);
    }

    private Lookout lookout() {
        return Objects.requireNonNull(lookout);
    }
}
