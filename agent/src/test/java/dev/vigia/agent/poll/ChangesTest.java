package dev.vigia.agent.poll;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens on a phone is told by the very next poll, truly and once, in whatever style the gateway writes. */
class ChangesTest {
    private static final String CHAT = Lookout.phone(1);
    private static final String GROUP = "120363000000000001-group";
    private static final WireStyle SEED = WireStyle.SEED;
    private static final WireStyle TODAY = WireStyle.TODAY;

    private static final Map<String, WireStyle> STYLES = Map.of(
            "seed", SEED,
            "today", TODAY,
            "typed", WireStyle.TYPED,
            "seconds", TODAY.inSeconds(),
            "lid as phone", TODAY.withLidAsPhone(),
            "wrapped", TODAY.wrappedIn("value"),
            "without lid", TODAY.without("lid"));

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    /** Something that happens to a chat, and what must be told of it. */
    private record Change(
            String chat, Consumer<SimulatedAccount> first, Consumer<SimulatedAccount> then, List<String> told) {
        static Change of(Consumer<SimulatedAccount> then, String... told) {
            return new Change(CHAT, world -> {}, then, List.of(told));
        }

        Change after(Consumer<SimulatedAccount> before) {
            return new Change(chat, before, then, told);
        }

        Change of(String other) {
            return new Change(other, first, then, told);
        }
    }

    /** What every style can express. */
    private static Map<String, Change> always() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("receive", Change.of(world -> world.receive(CHAT, 3), "chat.new-unread"));
        changes.put(
                "receive more",
                Change.of(world -> world.receive(CHAT, 1), "chat.new-unread").after(world -> world.receive(CHAT, 2)));
        changes.put("read", Change.of(world -> world.read(CHAT), "chat.read").after(world -> world.receive(CHAT, 2)));
        changes.put("mark unread", Change.of(world -> world.markUnread(CHAT), "chat.marked-unread"));
        changes.put(
                "clear the mark",
                Change.of(world -> world.read(CHAT), "chat.read").after(world -> world.markUnread(CHAT)));
        changes.put("write", Change.of(world -> world.ownMessage(CHAT), "chat.activity"));
        changes.put("rename", Change.of(world -> world.rename(CHAT, "Maria ✓ \"x\""), "chat.renamed"));
        changes.put("mute", Change.of(world -> world.mute(CHAT), "chat.muted"));
        changes.put(
                "unmute", Change.of(world -> world.unmute(CHAT), "chat.unmuted").after(world -> world.mute(CHAT)));
        changes.put("mark spam", Change.of(world -> world.markSpam(CHAT), "chat.marked-spam"));
        changes.put(
                "unmark spam",
                Change.of(world -> world.unmarkSpam(CHAT), "chat.unmarked-spam").after(world -> world.markSpam(CHAT)));
        changes.put(
                "change the photo",
                Change.of(world -> world.photo(CHAT, "/v/b.jpg"), "chat.photo-changed")
                        .after(world -> world.photo(CHAT, "/v/a.jpg")));
        changes.put(
                "several at once",
                Change.of(
                        world -> world.together(() -> {
                            world.markSpam(CHAT);
                            world.mute(CHAT);
                            world.rename(CHAT, "Other");
                            world.receive(CHAT, 1);
                        }),
                        "chat.new-unread",
                        "chat.renamed",
                        "chat.muted",
                        "chat.marked-spam"));
        return changes;
    }

    /** What the first documents' answers do not show. */
    private static Map<String, Change> today() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("archive", Change.of(world -> world.archive(CHAT), "chat.archived"));
        changes.put(
                "unarchive",
                Change.of(world -> world.unarchive(CHAT), "chat.unarchived").after(world -> world.archive(CHAT)));
        changes.put("pin", Change.of(world -> world.pin(CHAT), "chat.pinned"));
        changes.put(
                "unpin", Change.of(world -> world.unpin(CHAT), "chat.unpinned").after(world -> world.pin(CHAT)));
        changes.put(
                "note",
                Change.of(world -> world.note(CHAT, "pays late"), "chat.note-changed")
                        .after(world -> world.note(CHAT, "pays")));
        changes.put(
                "mute for longer",
                Change.of(world -> world.mute(CHAT), "chat.muted")
                        .after(world -> world.mute(CHAT, Instant.parse("2026-01-16T00:00:00Z"))));
        changes.put(
                "announcements only",
                Change.of(
                                world -> world.change(GROUP, chat -> chat.with(Flag.ANNOUNCEMENT)),
                                "chat.announcement-changed")
                        .of(GROUP));
        changes.put(
                "open to all",
                Change.of(
                                world -> world.change(GROUP, chat -> chat.without(Flag.ANNOUNCEMENT)),
                                "chat.announcement-changed")
                        .of(GROUP)
                        .after(world -> world.change(GROUP, chat -> chat.with(Flag.ANNOUNCEMENT))));
        return changes;
    }

    static Stream<Arguments> changes() {
        List<Arguments> all = new ArrayList<>();
        STYLES.forEach((styleName, style) -> {
            Map<String, Change> changes = always();
            if (!style.seedKeys()) {
                changes.putAll(today());
            }
            changes.forEach((name, change) -> all.add(Arguments.of(name + ", " + styleName, style, change)));
        });
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void areToldByTheNextPoll_trulyAndOnce(String name, WireStyle style, Change change) throws Exception {
        SimulatedAccount world = simulator.account("changing");
        world.wire(style);
        Lookout.fill(world, time, 5);
        world.add(SimulatedChat.of(GROUP, "Group").lastMessageAt(time.millis() - 1));
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "changing", time, 100)) {
            change.first().accept(world);
            lookout.poll();
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("account.baselined");

            SimulatedChat before = world.chat(change.chat());
            change.then().accept(world);
            lookout.poll();

            List<Event> told = lookout.news();
            assertThat(told).extracting(Event::type).isEqualTo(change.told());
            SimulatedChat after = world.chat(change.chat());
            assertThat(told).allSatisfy(event -> {
                ChatEvent chatEvent = (ChatEvent) event;
                assertThat(Shown.of(requireNonNull(chatEvent.before()), style))
                        .isEqualTo(Shown.of(before, style, time.instant()));
                assertThat(Shown.of(chatEvent.latest(), style)).isEqualTo(Shown.of(after, style, time.instant()));
                assertThat(chatEvent.meta().time()).isEqualTo(time.instant().minus(Lookout.INTERVAL));
            });

            lookout.poll();
            lookout.sweep();
            lookout.restart();
            lookout.poll();
            assertThat(lookout.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aChatThatAppears_isAdded(WireStyle style) throws Exception {
        SimulatedAccount world = simulator.account("changing");
        world.wire(style);
        Lookout.fill(world, time, 5);
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "changing", time, 100)) {
            lookout.poll();
            lookout.news();
            world.add("5511977770000", "Quiet");
            world.add("5511977771111", "Loud");
            world.receive("5511977771111", 2);
            lookout.poll();

            assertThat(lookout.heard()).containsExactlyInAnyOrder("chat.added", "chat.added", "chat.new-unread");
            lookout.poll();
            lookout.sweep();
            assertThat(lookout.heard()).isEmpty();
        }
    }

    static Stream<WireStyle> halfIdentities() {
        return Stream.of(TODAY.withLidAsPhone(), TODAY.without("lid"), TODAY.without("phone"));
    }

    @ParameterizedTest
    @MethodSource("halfIdentities")
    void aChatWhosePhoneAndLidBecomeKnown_isIdentifiedAndKeepsItsId(WireStyle half) throws Exception {
        SimulatedAccount world = simulator.account("changing");
        world.wire(half);
        Lookout.fill(world, time, 1);
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "changing", time, 100)) {
            lookout.poll();
            lookout.news();
            world.wire(TODAY);
            lookout.poll();

            assertThat(lookout.news()).singleElement().isInstanceOfSatisfying(ChatIdentified.class, event -> {
                assertThat(event.chat().phone()).contains(Lookout.phone(0));
                assertThat(event.chat().lid())
                        .contains(world.chat(Lookout.phone(0)).lid());
                assertThat(event.chat().id()).isEqualTo(event.before().id());
            });
            world.wire(half);
            lookout.poll();
            assertThat(lookout.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void reSignedPhotosAndQuietTime_tellNothing(WireStyle style) throws Exception {
        SimulatedAccount world = simulator.account("changing");
        world.wire(style);
        Lookout.fill(world, time, 30);
        world.photo(CHAT, "/v/a.jpg");
        try (Lookout lookout = new Lookout(directory, simulator.simulator().baseUrl(), "changing", time, 20)) {
            lookout.poll();
            lookout.news();
            for (int i = 0; i < 10; i++) {
                lookout.poll();
                lookout.sweep();
            }
            assertThat(lookout.heard()).isEmpty();
        }
    }

    static Stream<WireStyle> styles() {
        return STYLES.values().stream();
    }
}
