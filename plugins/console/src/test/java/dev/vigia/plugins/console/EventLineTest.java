package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Action;
import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.ActionInDoubt;
import dev.vigia.api.AnnouncementChanged;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.PhotoChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.Renamed;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import dev.vigia.testkit.TestAction;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestMeta;
import dev.vigia.testkit.TestNotice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventLineTest {
    private static final String ANA = "Ana Souza                 5511•••••0001";
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final Instant NOW = Instant.parse("2026-01-15T20:20:10Z");
    private static final EventMeta META =
            new TestMeta("sales-7", "sales", 7, Instant.parse("2026-01-15T20:20:07.250Z"), Optional.empty());
    private static final Instant TOMORROW = Instant.parse("2026-01-16T12:00:00Z");

    private final EventLine plain = new EventLine(ZONE, new Screen(false, true), false);

    static Stream<Arguments> events() {
        Chat ana = ana();
        return Stream.of(
                line(new ChatAdded(META, ana), "new chat              " + ANA),
                line(new ChatRemoved(META, ana), "chat gone             " + ANA),
                line(
                        new ChatIdentified(META, ana, ana),
                        "identified            " + ANA + "  phone and @lid are one chat"),
                line(new NewUnread(META, ana().withUnread(2), ana().withUnread(5)), "new unread  2 → 5     " + ANA),
                line(new NewUnread(META, ana().withUnread(9), ana().withUnread(12)), "new unread  9 → 12    " + ANA),
                line(new ChatRead(META, ana().withUnread(12), ana), "read       12 → 0     " + ANA),
                line(
                        new ChatRead(META, ana().withUnreadMark(), ana),
                        "read                  " + ANA + "  no longer marked as unread"),
                line(new MarkedUnread(META, ana, ana().withUnreadMark()), "marked as unread      " + ANA),
                line(
                        new ChatActivity(META, ana, ana().withLastMessageAt(Instant.parse("2026-01-15T20:19:58Z"))),
                        "activity              " + ANA + "  last message 17:19:58"),
                line(
                        new ChatActivity(META, ana, ana().withLastMessageAt(Instant.parse("2026-01-14T20:19:58Z"))),
                        "activity              " + ANA + "  last message 2026-01-14 17:19:58"),
                line(
                        new ChatActivity(META, ana().withLastMessageAt(Instant.parse("2026-01-14T20:19:58Z")), ana),
                        "activity              " + ANA + "  no messages left"),
                line(new Renamed(META, named("Ana"), ana), "renamed               " + ANA + "  was \"Ana\""),
                line(
                        new Muted(META, ana, ana().withMuteUntil(TOMORROW)),
                        "muted                 " + ANA + "  until 2026-01-16 09:00:00"),
                line(
                        new Muted(META, ana, ana().withMuteUntil(Chat.FOREVER)),
                        "muted                 " + ANA + "  for ever"),
                line(new Muted(META, ana, ana), "muted                 " + ANA),
                line(new Unmuted(META, ana().withMuteUntil(TOMORROW), ana), "unmuted               " + ANA),
                line(new MarkedSpam(META, ana, ana), "marked as spam        " + ANA),
                line(new UnmarkedSpam(META, ana, ana), "no longer spam        " + ANA),
                line(new Archived(META, ana, ana), "archived              " + ANA),
                line(new Unarchived(META, ana, ana), "unarchived            " + ANA),
                line(new Pinned(META, ana, ana), "pinned                " + ANA),
                line(new Unpinned(META, ana, ana), "unpinned              " + ANA),
                line(new PhotoChanged(META, ana, ana), "new picture           " + ANA),
                line(
                        new NoteChanged(META, ana, ana().withNote("calls\non Mondays")),
                        "note                  " + ANA + "  \"calls on Mondays\""),
                line(new NoteChanged(META, ana().withNote("calls"), ana), "note removed          " + ANA),
                line(new AnnouncementChanged(META, ana, ana().withAnnouncement(true)), "only admins write     " + ANA),
                line(new AnnouncementChanged(META, ana().withAnnouncement(true), ana), "all members write     " + ANA),
                line(new AccountBaselined(META, 412), "watching  412 chats"),
                line(
                        new AccountMassChange(META, "chat.removed", 120),
                        "much changed alike    chat.removed of 120 chats"),
                line(new AccountConnected(META), "phone connected"),
                line(new AccountDisconnected(META), "phone disconnected"),
                line(
                        new AccountFailing(META, AccountFailing.UNREACHABLE, "no answer in 30 s"),
                        "cannot be watched     unreachable: no answer in 30 s"),
                line(
                        new AccountRecovered(META, AccountFailing.UNREACHABLE, Instant.parse("2026-01-15T20:07:49Z")),
                        "watched again         after 12 min 18 s, unreachable"),
                line(
                        new PluginNotice(META, new TestNotice("night", "waiting", "Ana waits", Optional.of(ana()))),
                        "notice                Ana Souza                 5511•••••0001  night: Ana waits"),
                line(
                        new PluginNotice(META, new TestNotice("watch", "flood", "21 chats", Optional.empty())),
                        "notice                watch: 21 chats"),
                line(new ActionDone(META, action("")), "action done           5511•••••0001  send-text by night"),
                line(
                        new ActionFailed(META, action("not a WhatsApp number")),
                        "action failed         5511•••••0001  send-text by night: not a WhatsApp number"),
                line(
                        new ActionInDoubt(META, action("the connection broke")),
                        "action in doubt       5511•••••0001  send-text by night: the connection broke"));
    }

    private static TestChat ana() {
        return named("Ana Souza");
    }

    private static TestChat named(String name) {
        return TestChat.of("5511987650001").withLid("111222333444555@lid").withName(name);
    }

    private static Action action(String failure) {
        Optional<String> why = Optional.of(failure).filter(text -> !text.isEmpty());
        return new TestAction("a1", "send-text", "night", "5511987650001", Optional.empty(), why);
    }

    private static Arguments line(Event event, String told) {
        return Arguments.of(event, told);
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_isToldInPlainWords(Event event, String told) {
        assertThat(plain.of(event, NOW)).isEqualTo("17:20:07  sales       " + told);
    }

    @Test
    void everyEventOfTheFamily_isToldHere() {
        assertThat(events().map(arguments -> ((Event) arguments.get()[0]).type()))
                .containsAll(Event.types());
    }

    @Test
    void eventOfAnotherDay_isToldWithItsDate() {
        assertThat(plain.of(new AccountConnected(META), TOMORROW))
                .isEqualTo("2026-01-15 17:20:07  sales       phone connected");
    }

    @Test
    void nameOfAStranger_cannotCommandTheTerminal() {
        Chat chat = named("\u001b[2J\u001b]0;x\u0007Ana\r\n17:20:08 \u202eforged");

        assertThat(plain.of(new ChatAdded(META, chat), NOW))
                .isEqualTo("17:20:07  sales       new chat              "
                        + "\ufffd[2J\ufffd]0;x\ufffdAna  17:20:08 \ufffdforged  5511•••••0001");
    }

    @Test
    void longName_isCut() {
        assertThat(plain.of(new ChatAdded(META, named("ã".repeat(41))), NOW))
                .endsWith("new chat              " + "ã".repeat(39) + "…  5511•••••0001");
    }

    @Test
    void nameThatIsANumber_isHiddenToo() {
        assertThat(plain.of(new ChatAdded(META, named("5511987650001")), NOW))
                .endsWith("new chat              5511•••••0001");
        assertThat(plain.of(new Renamed(META, named("+55 (11) 98765-0001"), ana()), NOW))
                .doesNotContain("98765");
    }

    @Test
    void numbers_areShownInFull_whenAskedFor() {
        EventLine full = new EventLine(ZONE, new Screen(false, true), true);

        assertThat(full.of(new ChatAdded(META, ana()), NOW)).endsWith("Ana Souza                 5511987650001");
        assertThat(full.of(new ActionDone(META, action("")), NOW)).contains("  5511987650001  ");
    }

    @Test
    void colors_standAroundTheWordsOnly() {
        EventLine colored = new EventLine(ZONE, new Screen(true, true), false);

        assertThat(colored.of(new NewUnread(META, ana(), ana().withUnread(1)), NOW))
                .isEqualTo("\u001b[2m17:20:07\u001b[0m  sales       \u001b[1;32mnew unread  0 → 1\u001b[0m"
                        + "     Ana Souza                 \u001b[2m5511•••••0001\u001b[0m");
    }

    @Test
    void screenWithoutSymbols_getsPlainOnes() {
        EventLine ascii = new EventLine(ZONE, new Screen(false, false), false);

        assertThat(ascii.of(new NewUnread(META, ana(), ana().withUnread(1)), NOW))
                .isEqualTo("17:20:07  sales       new unread  0 -> 1    Ana Souza                 5511*****0001");
    }
}
