package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.event.Meta;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.sweep.MassGuardSettings;
import dev.vigia.agent.sweep.RemovalSettings;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random worlds that change between any two requests, watched in the real way. {@code -Dvigia.worlds=N} tries more of them.
 *
 * <p>For each chat and field, the values told are a subsequence of the values it really had; nothing that lives is told removed; after the
 * world has rested, the snapshot is the world, and so is what was told.
 */
class WorldTest {
    private static final long BEGIN = 1_700_000_000_000L;
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Tally RANDOM_WORLDS = new Tally();
    private static final Tally HEAD_POLLS = new Tally();
    private static final Tally FULL_SWEEPS = new Tally();

    /** What watching came to. */
    private static final class Tally {
        private int worlds;
        private long sweeps;
        private long certified;
        private long events;
        private long requests;

        @Override
        public String toString() {
            return "%,d worlds, %,d sweeps of which %,d certified, %,d requests, %,d events, %.1f requests an event"
                    .formatted(worlds, sweeps, certified, requests, events, (double) requests / events);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("vigia.worlds", 2_000));
    }

    @AfterAll
    static void tellFigures() {
        System.out.printf(
                "random worlds: %s%nthe same worlds by head polls: %s%nand by full sweeps only: %s%n",
                RANDOM_WORLDS, HEAD_POLLS, FULL_SWEEPS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTold_trulyAndInTheEndWholly(long seed) throws Exception {
        Random random = new Random(seed);
        int pageSize = 8 + random.nextInt(40);
        World world = new World(random, random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(150), BEGIN);
        Observer observer = new Observer(world, pageSize, Duration.ofSeconds(20 + random.nextInt(300)), RANDOM_WORLDS);
        world.busyness(random.nextDouble() * random.nextDouble());
        int polls = 10 + random.nextInt(40);
        for (int i = 0; i < polls; i++) {
            observer.poll();
        }
        world.busyness(0);
        observer.rest();

        assertThat(observer.known()).isEqualTo(world.values());
        observer.assertToldTheTruth();
        observer.assertToldAll();
    }

    static LongStream fewerSeeds() {
        return seeds().filter(seed -> seed % 16 == 0);
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void headPollsAndFullSweeps_endInTheSameSnapshot(long seed) throws Exception {
        Random random = new Random(seed);
        int pageSize = 8 + random.nextInt(40);
        World world = new World(random, 20 + random.nextInt(150), BEGIN);
        Observer sparing = new Observer(world, pageSize, Duration.ofMinutes(10), HEAD_POLLS);
        Observer thorough = new Observer(world, pageSize, Duration.ofSeconds(1), FULL_SWEEPS);
        world.busyness(random.nextDouble() / 4);
        for (int i = 0; i < 60; i++) {
            sparing.poll();
            thorough.poll();
        }
        // What the rest costs says nothing of either way: both read all of a list in which nothing happens.
        sparing.tallyNoMore();
        thorough.tallyNoMore();
        world.busyness(0);
        sparing.rest();
        thorough.sweepAgainAndAgain();

        assertThat(sparing.known()).isEqualTo(thorough.known());
        sparing.assertToldAll();
        thorough.assertToldAll();
    }

    /** What an account's poller does, on a snapshot in memory. */
    private static final class Observer {
        private final World world;
        private final Looking looking;
        private final dev.vigia.agent.sweep.MassGuard massGuard =
                new dev.vigia.agent.sweep.MassGuard(new MassGuardSettings(0.2, 20));
        private final Map<String, List<World.Values>> told = new HashMap<>();
        private final Map<String, World.Values> fold = new TreeMap<>();
        private Snapshot snapshot = Snapshot.EMPTY;
        private Tally tally;
        private boolean baselined;

        Observer(World world, int pageSize, Duration sweepEvery, Tally tally) {
            this.world = world;
            this.tally = tally;
            tally.worlds++;
            this.looking = new Looking(
                    world,
                    new PollSettings(
                            INTERVAL,
                            sweepEvery,
                            pageSize,
                            new RemovalSettings(2, Duration.ofSeconds(30)),
                            new MassGuardSettings(0.2, 20)),
                    new PollLog(this::nanoTime),
                    this::nanoTime);
        }

        private long nanoTime() {
            return world.now() * 1_000_000;
        }

        void tallyNoMore() {
            tally = new Tally();
        }

        void rest() throws Exception {
            // After a storm nothing is proven until a message tells apart what is new from what stands still.
            world.pass(120_000);
            world.message();
            sweepAgainAndAgain();
        }

        void sweepAgainAndAgain() throws Exception {
            for (int i = 0; i < 100; i++) {
                looking.sweepNext();
                poll();
            }
        }

        void poll() throws Exception {
            Instant at = Instant.ofEpochMilli(world.now());
            AccountState state = new AccountState("sales", 0, baselined, Health.UNKNOWN, snapshot);
            long before = world.requests();
            Look look;
            try {
                look = looking.look(state, at, false);
            } catch (DistrustedAnswerException e) {
                world.pass(INTERVAL.toMillis());
                return; // All chats are gone: it takes minutes to believe that.
            }
            looking.conclude(look, snapshot);
            count(world.requests() - before);
            Look.Outcome outcome = look.outcome();
            boolean held = baselined && massGuard.holds(massGuard.masses(outcome, snapshot.size()));
            if (held) {
                looking.sweepNext();
            } else {
                snapshot = snapshot.with(outcome.changed(), outcome.named(), outcome.gone());
                if (baselined) {
                    outcome.facts().forEach(this::hear);
                } else {
                    outcome.changed().forEach(chat -> learn(chat.asChat()));
                }
                baselined = true;
                looking.stored(outcome.isEmpty());
            }
            world.pass(INTERVAL.toMillis());
        }

        private void count(long asked) {
            tally.requests += asked;
            if (looking.swept()) {
                tally.sweeps++;
                tally.certified += looking.sight().isCertain() ? 1 : 0;
            }
        }

        private void hear(Fact fact) {
            tally.events++;
            ChatEvent event = (ChatEvent) fact.toEvent(new Meta("id", "sales", 1, Instant.EPOCH));
            if (event instanceof ChatRemoved) {
                assertThat(world.has(event.latest()))
                        .as("%s was told removed", event.latest())
                        .isFalse();
                fold.remove(world.phone(event.latest()));
                return;
            }
            if (event instanceof ChatAdded && fold.containsKey(world.phone(event.latest()))) {
                throw new AssertionError(event.latest() + " was told twice");
            }
            if (!(event instanceof ChatIdentified)) {
                learn(event.latest());
            }
        }

        private void learn(Chat chat) {
            String phone = world.phone(chat);
            World.Values values = World.Values.of(chat);
            fold.put(phone, values);
            told.computeIfAbsent(phone, key -> new ArrayList<>()).add(values);
        }

        Map<String, World.Values> known() {
            Map<String, World.Values> known = new TreeMap<>();
            for (ChatState chat : snapshot.chats()) {
                known.put(world.phone(chat.asChat()), World.Values.of(chat.asChat()));
            }
            assertThat(known).as("no chat is known twice").hasSize(snapshot.size());
            return known;
        }

        void assertToldAll() {
            assertThat(fold).isEqualTo(world.values());
        }

        void assertToldTheTruth() {
            List<Function<World.Values, Object>> fields = List.of(
                    World.Values::name,
                    World.Values::unread,
                    World.Values::time,
                    World.Values::muted,
                    World.Values::spam,
                    World.Values::archived,
                    World.Values::pinned,
                    World.Values::marked);
            told.forEach((phone, values) -> fields.forEach(field -> assertThat(
                            isSubsequence(changes(values, field), changes(world.history(phone), field)))
                    .as("%s: told %s of %s", phone, changes(values, field), changes(world.history(phone), field))
                    .isTrue()));
        }

        private static List<Object> changes(List<World.Values> values, Function<World.Values, Object> field) {
            List<Object> changes = new ArrayList<>();
            for (World.Values each : values) {
                Object value = field.apply(each);
                if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(value)) {
                    changes.add(value);
                }
            }
            return changes;
        }

        private static boolean isSubsequence(List<Object> part, List<Object> whole) {
            Iterator<Object> rest = whole.iterator();
            return part.stream().allMatch(value -> {
                while (rest.hasNext()) {
                    if (rest.next().equals(value)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }
}
