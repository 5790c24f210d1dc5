package dev.vigia.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.event.Meta;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.NewUnread;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A look against a snapshot, by values: which entry is which chat, and which events come of it. */
class LookTest {
    private static final Instant AT = Instant.parse("2026-01-15T12:00:00Z");
    private static final Seen ANA = Seen.full("5511990000001");

    static Stream<Arguments> changes() {
        long soon = AT.plusSeconds(3600).toEpochMilli();
        long later = AT.plusSeconds(7200).toEpochMilli();
        return Stream.of(
                Arguments.of("unread rises", ANA, ANA.unread(2), "chat.new-unread"),
                Arguments.of("a message comes", ANA, ANA.unread(1).lastMessageAt(2_000_000), "chat.new-unread"),
                Arguments.of("unread falls", ANA.unread(3), ANA.unread(1), "chat.read"),
                Arguments.of("all is read", ANA.unread(3), ANA, "chat.read"),
                Arguments.of(
                        "read and answered", ANA.unread(3), ANA.lastMessageAt(2_000_000), "chat.read chat.activity"),
                Arguments.of("marked as unread", ANA, ANA.unread(-1), "chat.marked-unread"),
                Arguments.of("read, then marked", ANA.unread(2), ANA.unread(-1), "chat.read chat.marked-unread"),
                Arguments.of("the mark is cleared", ANA.unread(-1), ANA, "chat.read"),
                Arguments.of("a message comes to a marked chat", ANA.unread(-1), ANA.unread(1), "chat.new-unread"),
                Arguments.of("the owner writes", ANA, ANA.lastMessageAt(2_000_000), "chat.activity"),
                Arguments.of("the chat is cleared", ANA, ANA.lastMessageAt(0), "chat.activity"),
                Arguments.of("renamed", ANA, ANA.name("Ana Souza"), "chat.renamed"),
                Arguments.of("muted for ever", ANA, ANA.muted(true, ChatState.FOREVER), "chat.muted"),
                Arguments.of("muted for an hour", ANA, ANA.muted(true, soon), "chat.muted"),
                Arguments.of("muted for longer", ANA.muted(true, soon), ANA.muted(true, later), "chat.muted"),
                Arguments.of("muted, end learnt", ANA.muted(true, null), ANA.muted(true, later), ""),
                Arguments.of("unmuted", ANA.muted(true, later), ANA, "chat.unmuted"),
                Arguments.of("spam", ANA, ANA.spam(true), "chat.marked-spam"),
                Arguments.of("no spam", ANA.spam(true), ANA, "chat.unmarked-spam"),
                Arguments.of("archived", ANA, ANA.archived(true), "chat.archived"),
                Arguments.of("unarchived", ANA.archived(true), ANA, "chat.unarchived"),
                Arguments.of("pinned", ANA, ANA.pinned(true), "chat.pinned"),
                Arguments.of("unpinned", ANA.pinned(true), ANA, "chat.unpinned"),
                Arguments.of("another picture", ANA, ANA.photo("/v/b.jpg"), "chat.photo-changed"),
                Arguments.of("another note", ANA, ANA.note("urgente"), "chat.note-changed"),
                Arguments.of("administrators only", ANA, ANA.announcement(true), "chat.announcement-changed"),
                Arguments.of("all may write", ANA.announcement(true), ANA, "chat.announcement-changed"),
                Arguments.of("the lid is learnt", ANA, ANA.withLid("7@lid"), "chat.identified"),
                Arguments.of("nothing", ANA, ANA, ""),
                Arguments.of("everything unknown", ANA, Seen.phone("5511990000001"), ""),
                Arguments.of(
                        "everything learnt",
                        Seen.phone("5511990000001"),
                        ANA.unread(4).spam(true),
                        ""),
                Arguments.of(
                        "much at once",
                        ANA,
                        ANA.withLid("7@lid")
                                .unread(1)
                                .name("Bia")
                                .muted(true, later)
                                .spam(true)
                                .archived(true)
                                .pinned(true)
                                .photo("/v/b.jpg")
                                .note("x")
                                .announcement(true),
                        "chat.identified chat.new-unread chat.renamed chat.muted chat.marked-spam chat.archived"
                                + " chat.pinned chat.photo-changed chat.note-changed chat.announcement-changed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void tellsWhatChanged_inTheOrderOfTheTable(String what, Seen before, Seen after, String types) {
        Snapshot known = snapshot(before);

        Look.Outcome outcome = look(known, after);

        assertThat(types(outcome)).isEqualTo(types);
        for (ChatEvent event : events(outcome)) {
            assertThat(event.before()).isEqualTo(only(known).asChat());
            assertThat(event.chat()).isEqualTo(outcome.changed().get(0).asChat());
        }
    }

    @Test
    void aNewChatIsAdded_andItsFirstUnreadMessagesAreNews() {
        Look.Outcome outcome = look(Snapshot.EMPTY, ANA.unread(3));

        assertThat(types(outcome)).isEqualTo("chat.added chat.new-unread");
        NewUnread unread = (NewUnread) events(outcome).get(1);
        assertThat(unread.before().unread()).isZero();
        assertThat(unread.chat().unread()).isEqualTo(3);
    }

    @Test
    void aNewChatWithNothingToReadIsOnlyAdded() {
        assertThat(types(look(Snapshot.EMPTY, ANA.unread(-1)))).isEqualTo("chat.added");
    }

    @Test
    void theSeedsTwoChatsWithOnePhoneAreTwoChats_andStayTwo() {
        Seen support = Seen.full("5511999999999").name("Z-API SUPORTE");
        Seen team = Seen.full("5511999999999").name("Z-api - Team");
        Snapshot known = snapshot(support, team);

        assertThat(known.size()).isEqualTo(2);
        assertThat(types(look(known, team, support))).isEmpty();
        assertThat(types(look(known, support, team.unread(1)))).isEqualTo("chat.new-unread");
        assertThat(types(look(known, support, team.name("Equipe")))).isEqualTo("chat.renamed");
    }

    @Test
    void anEntryThatCouldBeEitherOfTwoChatsSaysNothing() {
        Snapshot known = snapshot(
                Seen.full("5511999999999").name("A"), Seen.full("5511999999999").name("B"));

        assertThat(look(known, Seen.full("5511999999999").name("C").unread(5)).changed())
                .isEmpty();
    }

    @Test
    void aChatIsKnownByItsLid_whenItsPhoneIsNotTold() {
        Snapshot known = snapshot(ANA.withLid("7@lid"));

        assertThat(types(look(known, Seen.lid("7@lid").unread(1)))).isEqualTo("chat.new-unread");
    }

    @Test
    void aChatThatShowedItsLidAndLaterItsPhoneIsOneChat_andKeepsItsId() {
        Snapshot known = snapshot(Seen.lid("7@lid").name("Ana"));

        Look.Outcome outcome = look(known, ANA.withLid("7@lid"));

        assertThat(types(outcome)).isEqualTo("chat.identified");
        assertThat(outcome.changed()).extracting(ChatState::id).containsExactly("7@lid");
        Snapshot identified = after(known, outcome);
        assertThat(types(look(identified, ANA))).isEmpty();
        assertThat(types(look(identified, Seen.lid("7@lid")))).isEmpty();
    }

    @Test
    void twoChatsThatTurnOutToBeOneAreJoined_theOlderKeepsItsId_andNoneIsRemoved() {
        Snapshot known = snapshot(Seen.lid("7@lid").name("Ana").unread(1));
        known = after(
                known,
                look(
                        known,
                        AT.plusSeconds(1),
                        Seen.lid("7@lid"),
                        Seen.full("5511990000001").unread(0)));
        assertThat(known.size()).isEqualTo(2);

        Look.Outcome outcome =
                look(known, AT.plusSeconds(2), ANA.withLid("7@lid").unread(1));

        assertThat(types(outcome)).isEqualTo("chat.identified");
        assertThat(outcome.gone()).containsExactly("5511990000001");
        assertThat(outcome.joined()).hasSize(1).containsKey("5511990000001");
        ChatState joined = only(after(known, outcome));
        assertThat(joined.id()).isEqualTo("7@lid");
        assertThat(joined.phone()).isEqualTo("5511990000001");
    }

    @Test
    void twoPeopleWithLidsOfTheirOwnAreNeverJoined() {
        Snapshot known =
                snapshot(ANA.withLid("7@lid"), Seen.full("5511990000002").withLid("8@lid"));

        Look.Outcome outcome = look(known, Seen.full("5511990000002").withLid("7@lid"));

        assertThat(outcome.gone()).isEmpty();
        assertThat(types(outcome)).doesNotContain("identified");
    }

    @Test
    void aChatIsKnownByAPhoneThatItHadBefore() {
        Snapshot known = snapshot(ANA.withLid("7@lid"));
        known = after(known, look(known, Seen.full("5521880000001").withLid("7@lid")));

        assertThat(types(look(known, ANA.unread(1)))).isEqualTo("chat.new-unread");
    }

    @Test
    void aNumberThatWasGivenToSomebodyElseIsAnotherChat() {
        Snapshot known = snapshot(ANA.withLid("7@lid"));

        assertThat(types(look(known, Seen.full("5511990000001").withLid("8@lid").name("Rui"))))
                .isEqualTo("chat.added");
    }

    @Test
    void aChatThatIsGoneIsTold_andOnlyThat() {
        Snapshot known = snapshot(ANA, Seen.full("5511990000002"));
        Look look = new Look(known, AT);
        look.see(List.of(ANA.chat()));
        look.absent().forEach(look::gone);

        assertThat(types(look.outcome())).isEqualTo("chat.removed");
        assertThat(after(known, look.outcome()).size()).isEqualTo(1);
    }

    @Test
    void neverTakesTwoPeopleForOneByTheirName() {
        assertThat(types(look(snapshot(ANA), ANA, Seen.full("5511990000002").name("Ana"))))
                .isEqualTo("chat.added");
    }

    @Test
    void aChatSeenTwiceInOneLookIsAsItWasSeenLast() {
        Snapshot known = snapshot(ANA);
        Look look = new Look(known, AT);

        look.see(List.of(ANA.unread(1).chat()));
        look.see(List.of(ANA.unread(2).chat()));

        NewUnread unread = (NewUnread) events(look.outcome()).get(0);
        assertThat(unread.before().unread()).isZero();
        assertThat(unread.chat().unread()).isEqualTo(2);
    }

    @Test
    void aMuteThatRunsOutMakesOneEvent_whetherOrNotTheGatewaySaysSo() {
        long end = AT.plusSeconds(60).toEpochMilli();
        Snapshot known = snapshot(ANA.muted(true, end));
        Instant after = AT.plusSeconds(60);

        assertThat(new Look(known, after.minusMillis(1)).outcome().facts()).isEmpty();
        Look.Outcome ranOut = new Look(known, after).outcome();
        assertThat(types(ranOut)).isEqualTo("chat.unmuted");

        Snapshot unmuted = after(known, ranOut);
        assertThat(unmuted.muteRanOut(after)).isFalse();
        assertThat(types(look(unmuted, after, ANA.muted(true, end)))).isEmpty();
        assertThat(types(look(unmuted, after, ANA.muted(true, null)))).isEmpty();
        assertThat(types(look(unmuted, after, ANA))).isEmpty();
        long anew = after.plusSeconds(60).toEpochMilli();
        assertThat(types(look(unmuted, after, ANA.muted(true, anew)))).isEqualTo("chat.muted");
    }

    @Test
    void aMuteWhoseEndIsPastWhenFirstSeenIsNone() {
        Snapshot known = snapshot(ANA.muted(true, AT.minusSeconds(1).toEpochMilli()));

        assertThat(only(known).asChat().muted()).isFalse();
    }

    @Test
    void aChatThatWasNotSeenStaysAsItWas() {
        Snapshot known = snapshot(ANA, Seen.full("5511990000002"));

        assertThat(look(known, ANA).changed()).isEmpty();
    }

    static Snapshot snapshot(Seen... seen) {
        return after(Snapshot.EMPTY, look(Snapshot.EMPTY, seen));
    }

    private static Snapshot after(Snapshot known, Look.Outcome outcome) {
        return known.with(outcome.changed(), outcome.named(), outcome.gone());
    }

    private static Look.Outcome look(Snapshot known, Seen... page) {
        return look(known, AT, page);
    }

    private static Look.Outcome look(Snapshot known, Instant at, Seen... page) {
        Look look = new Look(known, at);
        look.see(Arrays.stream(page).map(Seen::chat).toList());
        return look.outcome();
    }

    private static ChatState only(Snapshot snapshot) {
        assertThat(snapshot.chats()).hasSize(1);
        return snapshot.chats().iterator().next();
    }

    private static String types(Look.Outcome outcome) {
        return String.join(" ", events(outcome).stream().map(Event::type).toList());
    }

    private static List<ChatEvent> events(Look.Outcome outcome) {
        return outcome.facts().stream()
                .map(fact -> (ChatEvent) fact.toEvent(new Meta("id", "sales", 1, AT)))
                .toList();
    }
}
