package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.simulator.WireStyle;
import dev.vigia.agent.zapi.Damage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that break off, that are no JSON, or of which one value cannot be read: nothing is told of what they do not say. */
class UnreadableAnswersTest {
    private static final int PAGE = 8;
    private static final int CHATS = 14;

    private static int brokenAnswers;
    private static int unreadableValues;

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Passage passage;
    private Lookout lookout;
    private int matching;
    private int damaged;
    private int pagesAsked;

    /** Which answer of a look it is. */
    private enum Place {
        /** Each that shows the first page. */
        HEAD("chats 1", 0),
        LAST_PAGE("chats", 3),
        CLOSING_LOOK("chats", 4),
        STATUS("status", 1),
        STATUS_BEHIND_THE_PAGES("status", 2);

        private final String question;
        private final int number;

        Place(String question, int number) {
            this.question = question;
            this.number = number;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        world = simulator.account("damaged");
        world.resignPhotos(false);
        Lookout.fill(world, time, CHATS);
        passage = new Passage(simulator.simulator().baseUrl());
        lookout = new Lookout(directory, passage.url(), "damaged", time, PAGE);
    }

    @AfterEach
    void close() throws Exception {
        lookout.close();
        passage.close();
    }

    private void watch(WireStyle style) throws Exception {
        world.wire(style);
        lookout.settle();
        lookout.news();
    }

    @AfterAll
    static void tellFigures() {
        System.out.printf("%d broken answers, %d values that cannot be read%n", brokenAnswers, unreadableValues);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAD", "LAST_PAGE", "STATUS"})
    void tellsNothing_whenTheAnswerBreaksOffAnywhere(Place place) throws Exception {
        watch(WireStyle.SEED.without("profileThumbnail").without("messagesUnread"));
        int length = 1;
        for (int end = 0; end < length; end++) {
            int cut = end;
            int[] whole = new int[1];
            assertTellsNothing(place, answer -> {
                whole[0] = answer.length;
                return Arrays.copyOf(answer, cut);
            });
            length = whole[0];
        }
        assertThat(length).isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothing_whenTheAnswerIsNoJson_orNoneThatWasAskedFor(Place place) throws Exception {
        watch(WireStyle.TODAY);
        for (UnaryOperator<byte[]> breaking : breakings()) {
            assertTellsNothing(place, breaking);
        }
    }

    private static List<UnaryOperator<byte[]>> breakings() {
        List<UnaryOperator<byte[]>> all = new ArrayList<>();
        for (String behind : List.of("x", "]", "}", "[]", "{}", "null", ",")) {
            all.add(text(good -> good + behind));
        }
        for (String before : List.of("x", "[", "{", "null", "\u0000", "/**/", "//\n", ",", ")]}'\n")) {
            all.add(text(good -> before + good));
        }
        for (String value : List.of(
                "NaN",
                "Infinity",
                "undefined",
                "'a'",
                "01",
                ".5",
                "+1",
                "0x10",
                "a",
                "tru",
                "--1",
                "1e",
                "",
                "[1,]",
                "{1}")) {
            all.add(text(good -> good.replaceFirst(":[^,}]*", ":" + value)));
        }
        all.add(text(good -> good.replaceFirst(":", "=")));
        all.add(text(good -> good.replaceFirst(",", ";")));
        all.add(text(good -> good.replaceFirst("\"([a-zA-Z]+)\":", "$1:")));
        all.add(text(good -> good.replaceFirst("}", ",}")));
        all.add(text(good -> good.replaceFirst("\\{", "{,")));
        all.add(text(good -> good.replaceFirst("\\{", "{\"deep\":" + "[".repeat(40) + "]".repeat(40) + ",")));
        all.add(text(good -> "[".repeat(40) + good + "]".repeat(40)));
        all.add(text(good -> "{\"a\":".repeat(40) + good + "}".repeat(40)));
        all.add(text(good -> "[".repeat(100_000)));
        all.add(text(good -> "[" + good + "," + good + "]"));
        all.add(text(good -> "{\"a\":" + good + "}"));
        all.add(text(good -> "\"" + good.replace("\"", "\\\"") + "\""));
        all.add(good -> text(good).getBytes(StandardCharsets.UTF_16));
        return all;
    }

    private static UnaryOperator<byte[]> text(UnaryOperator<String> change) {
        return good -> change.apply(text(good)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] good) {
        return new String(good, StandardCharsets.UTF_8);
    }

    /** Though there is something to tell, which is told as soon as an answer is whole. */
    private void assertTellsNothing(Place place, UnaryOperator<byte[]> breaking) throws Exception {
        world.receive(Lookout.phone(5), 1);
        Set<ChatState> before = known();
        damage(place, breaking);
        look(place);
        assertThat(damaged).isEqualTo(1);
        assertThat(lookout.poller().isFailing()).isTrue();
        assertThat(lookout.heard()).isEmpty();
        assertThat(known()).isEqualTo(before);
        // The third failure in a row would be told.
        if (brokenAnswers++ % 2 == 1) {
            passage.instead((question, answer) -> answer);
            look(place);
            assertThat(lookout.heard()).containsExactly("chat.new-unread");
            assertThat(pagesAsked).as("the way of looking").isEqualTo(place == Place.HEAD ? 1 : 4);
        }
    }

    /** For each key, values that say nothing, and one that does. */
    static Stream<Arguments> unreadableValues() {
        List<String> noFlag =
                List.of("null", "{}", "[]", "\"\"", "\"maybe\"", "2", "-1", "5.5", "1e400", "\"\\u0000\"");
        String long9 = "9".repeat(500);
        return Stream.of(
                Arguments.of(
                        "unread",
                        List.of(
                                "null",
                                "true",
                                "{}",
                                "[]",
                                "\"\"",
                                "\"many\"",
                                "5.5",
                                "-2",
                                "\"-2\"",
                                "1e400",
                                "2147483648",
                                long9,
                                "\"" + long9 + "\"",
                                "\"5 \"",
                                "\"\\u0000\"",
                                "[5]",
                                "{\"a\":5}"),
                        "\"5\""),
                Arguments.of("isMuted", noFlag, "\"0\""),
                Arguments.of("isMarkedSpam", noFlag, "false"),
                Arguments.of("archived", noFlag, "false"),
                Arguments.of("pinned", noFlag, "false"),
                Arguments.of("isGroupAnnouncement", noFlag, "false"),
                Arguments.of(
                        "muteEndTime",
                        List.of("null", "true", "{}", "[]", "\"\"", "\"soon\"", "0", "-2", "1.5", "1e400", long9),
                        "1768497607000"),
                Arguments.of(
                        "lastMessageTime",
                        List.of("null", "true", "{}", "[]", "\" \"", "\"now\"", "-1", "\"-5\"", "1.5", "1e400", long9),
                        "\"1768497607000\""),
                Arguments.of(
                        "name",
                        List.of(
                                "null",
                                "true",
                                "{}",
                                "[]",
                                "\"\"",
                                "\"  \"",
                                "5",
                                "\"5511999999999\"",
                                "\"+55 11 99999-9999\"",
                                "\"77@lid\""),
                        "\"Somebody else\""),
                Arguments.of(
                        "profileThumbnail",
                        List.of(
                                "null",
                                "true",
                                "{}",
                                "[]",
                                "5",
                                "\"\"",
                                "\"photo.jpg\"",
                                "\"https://host\"",
                                "\"https://host/\"",
                                "\"https://host/?a=/b\""),
                        "\"https://host/other.jpg\""),
                Arguments.of(
                        "notes",
                        List.of(
                                "null",
                                "true",
                                "[]",
                                "5",
                                "\"note\"",
                                "{}",
                                "{\"id\":\"1\"}",
                                "{\"content\":null}",
                                "{\"content\":{}}",
                                "[{\"content\":\"a\"}]"),
                        "{\"content\":\"a\"}"),
                Arguments.of(
                        "phone",
                        List.of(
                                "null",
                                "true",
                                "{}",
                                "[]",
                                "\"\"",
                                "\" \"",
                                "\"5 5\"",
                                "5.5",
                                "1e400",
                                "\"\\u0000\"",
                                "\"é\"",
                                "\"..\""),
                        "\"5511900000099\""),
                Arguments.of(
                        "lid",
                        List.of("null", "true", "{}", "[]", "\"\"", "5", "\"5 @lid\"", "\"5\"", "\"\\u0000@lid\""),
                        "\"77@lid\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableValues")
    void tellsNothing_whenAValueCannotBeRead_orComesTwice(String key, List<String> values, String legible)
            throws Exception {
        world.together(() -> {
            for (int i = 0; i < CHATS; i++) {
                world.change(Lookout.phone(i), UnreadableAnswersTest::withEverything);
            }
            world.pin(Lookout.phone(0));
        });
        watch(WireStyle.TODAY);
        Set<ChatState> before = known();
        List<String> all = new ArrayList<>(values);
        all.add(legible + ",\"" + key + "\":" + legible);
        for (String value : all) {
            assertTellsNothing(Place.HEAD, good -> Damage.withFirst(good, key, value), before, value);
            assertTellsNothing(Place.LAST_PAGE, good -> Damage.withLast(good, key, value), before, value);
        }
        damage(Place.HEAD, good -> Damage.withFirst(good, key, legible));
        look(Place.HEAD);
        assertThat(known()).as("with a value that can be read").isNotEqualTo(before);
    }

    private void assertTellsNothing(Place place, UnaryOperator<byte[]> damage, Set<ChatState> before, String value)
            throws Exception {
        damage(place, damage);
        look(place);
        assertThat(damaged).isPositive();
        assertThat(lookout.poller().isFailing()).isFalse();
        assertThat(lookout.heard()).as("%s at %s", value, place).isEmpty();
        assertThat(known()).as("%s at %s", value, place).isEqualTo(before);
        unreadableValues++;
    }

    private static SimulatedChat withEverything(SimulatedChat chat) {
        return chat.unread(3)
                .mutedUntil(SimulatedChat.FOREVER)
                .with(Flag.SPAM)
                .with(Flag.ARCHIVED)
                .with(Flag.ANNOUNCEMENT)
                .pictured("/v/" + chat.phone() + ".jpg")
                .noted("called", 1_768_400_000_000L);
    }

    private Set<ChatState> known() throws Exception {
        return Set.copyOf(lookout.stored().snapshot().chats());
    }

    private void damage(Place place, UnaryOperator<byte[]> damage) {
        passage.instead((question, answer) -> {
            boolean hit = place == Place.HEAD
                    ? question.equals(place.question)
                    : question.startsWith(place.question) && ++matching == place.number;
            damaged += hit ? 1 : 0;
            return hit ? damage.apply(answer) : answer;
        });
    }

    /** Looks in the way in which the place is reached: at the head while no sweep is due, or else all through. */
    private void look(Place place) throws Exception {
        matching = 0;
        damaged = 0;
        passage.asked();
        if (place == Place.HEAD) {
            lookout.poller().poll();
        } else {
            lookout.sweep();
        }
        pagesAsked = (int) passage.asked().stream()
                .filter(question -> question.startsWith("chats"))
                .count();
    }
}
