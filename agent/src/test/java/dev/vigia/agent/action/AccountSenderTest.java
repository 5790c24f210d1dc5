package dev.vigia.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vigia.agent.poll.ManualTime;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.Post;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.ClaimedAction;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccountSenderTest {
    private static final String ANA = "5531990000001";
    private static final String BIA = "5531990000002";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccountSender.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Outpost outpost;

    @BeforeEach
    void start() throws Exception {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
        world = simulator.account(Outpost.ACCOUNT);
        world.add(ANA, "Ana");
        world.add(BIA, "Bia");
        outpost = new Outpost(directory, simulator.simulator().baseUrl(), time);
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
        outpost.close();
    }

    private List<String> said() {
        List<String> said = lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
        lines.list.clear();
        return said;
    }

    private List<String> posted() {
        return world.posts().stream().map(Post::text).toList();
    }

    @Test
    void everyKind_isDoneInOrder_andTold() throws Exception {
        for (String kind :
                List.of("mark-read", "mark-unread", "mute", "unmute", "archive", "unarchive", "pin", "unpin")) {
            outpost.ask(kind, ANA, "");
        }
        outpost.ask("send-text", BIA, "Oi");
        outpost.ask("add-note", BIA, "liga amanhã");

        Duration rest = outpost.sender(Outpost.MUCH).work();

        assertThat(rest).isEqualTo(Outpost.HOUR);
        assertThat(posted())
                .containsExactly(
                        "read",
                        "unread",
                        "mute",
                        "unmute",
                        "archive",
                        "unarchive",
                        "pin",
                        "unpin",
                        "Oi",
                        "liga amanhã");
        assertThat(outpost.told()).hasSize(10).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo("action.done");
            assertThat(event.action().instance()).isEqualTo("night");
            assertThat(event.action().failure()).isEmpty();
            assertThat(event.meta().time()).isEqualTo(time.instant());
        });
        assertThat(said()).hasSize(10).contains("INFO Done for night: send-text …0002");
    }

    @Test
    void anIdOfTheMessage_isTold_andTheChat() throws Exception {
        outpost.ask("send-text", ANA, "Oi");
        outpost.sender(Outpost.MUCH).work();

        assertThat(outpost.told()).singleElement().satisfies(event -> {
            assertThat(event.action().messageId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("M0"));
            assertThat(event.action().chatId()).isEqualTo(ANA);
            assertThat(event.action().kind()).isEqualTo("send-text");
        });
    }

    @Test
    void whatIsRefused_fails_andTheChatGoesOn() throws Exception {
        String refused = outpost.ask("pin", "5531990000009", "");
        String unknown = outpost.ask("dance", ANA, "");
        String sent = outpost.ask("send-text", ANA, "Oi");

        outpost.sender(Outpost.MUCH).work();

        assertThat(outpost.fates())
                .containsExactly("action.failed " + refused, "action.failed " + unknown, "action.done " + sent);
        assertThat(said())
                .contains("WARN Not done for night: pin …0009: account sales, pin for the chat …0009:"
                        + " the gateway answered that it was not done.");
    }

    @Test
    void whatIsInDoubt_isNeverSentAgain() throws Exception {
        world.fault(Fault.status(502).on(Call.SEND_TEXT).times(1));
        String first = outpost.ask("send-text", ANA, "Oi");
        String second = outpost.ask("send-text", ANA, "Tudo bem?");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        sender.work();
        time.advance(Outpost.HOUR.plus(MINUTE));
        sender.work();

        assertThat(outpost.fates()).containsExactly("action.in-doubt " + first, "action.done " + second);
        assertThat(posted()).containsExactly("Oi", "Tudo bem?");
    }

    @Test
    void whatAsksToBeResent_isSentAgain() throws Exception {
        world.fault(Fault.hangUp().on(Call.SEND_TEXT).times(2));
        String first = outpost.ask("send-text", ANA, "Oi", Outpost.HOUR, true);
        String second = outpost.ask("send-text", ANA, "Tudo bem?");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        for (int i = 0; i < 3; i++) {
            time.advance(sender.work());
        }

        assertThat(outpost.fates()).containsExactly("action.done " + first, "action.done " + second);
        assertThat(posted()).containsExactly("Oi", "Oi", "Oi", "Tudo bem?");
    }

    @Test
    void whatMayHaveBeenSent_isInDoubtWhenItsTimeIsUp_andHasNotFailed() throws Exception {
        world.fault(Fault.hangUp().on(Call.SEND_TEXT));
        String id = outpost.ask("send-text", ANA, "Oi", MINUTE, true);
        AccountSender sender = outpost.sender(Outpost.MUCH);
        sender.work();
        time.advance(MINUTE.plusSeconds(1));
        sender.work();

        assertThat(outpost.fates()).containsExactly("action.in-doubt " + id);
    }

    @Test
    void whatCannotBeSentYet_waitsAndKeepsItsOrder() throws Exception {
        world.fault(Fault.throttled("30").withoutEffect().on(Call.SEND_TEXT).times(1));
        outpost.ask("send-text", ANA, "1");
        outpost.ask("send-text", BIA, "2");
        outpost.ask("send-text", ANA, "3");
        AccountSender sender = outpost.sender(Outpost.MUCH);

        Duration rest = sender.work();

        assertThat(rest).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(posted()).isEmpty();
        assertThat(outpost.told()).isEmpty();
        assertThat(world.requests(Call.SEND_TEXT)).isEqualTo(1);
        assertThat(said())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("WARN Actions wait, because none can be sent; the next attempt is in 30000 ms")
                        .contains("HTTP 429"));
    }

    @Test
    void anUnreachableGateway_isTriedAgainUntilItIsTooLate() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        try (Outpost alone = new Outpost(directory.resolve("alone"), nobody, time)) {
            alone.ask("send-text", ANA, "Oi", Duration.ofMinutes(20), false);
            AccountSender sender = alone.sender(Outpost.MUCH);
            int attempts = 0;
            while (alone.store().outbox().queue(Outpost.ACCOUNT).size() > 0) {
                Duration rest = sender.work();
                assertThat(rest).isLessThanOrEqualTo(Outpost.HOUR);
                time.advance(rest);
                attempts++;
            }
            assertThat(attempts).isBetween(8, 100);
            assertThat(alone.failure())
                    .startsWith("not sent within 20 min: account sales, a text to …0001: no connection to the gateway");
        }
        assertThat(said()).hasSize(2);
    }

    @Test
    void afterAnInterruption_itSaysSoOnce() throws Exception {
        world.fault(Fault.throttled("0").withoutEffect().on(Call.SEND_TEXT).times(3));
        outpost.ask("send-text", ANA, "Oi");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        for (int i = 0; i < 5; i++) {
            time.advance(sender.work());
        }
        assertThat(posted()).containsExactly("Oi");
        assertThat(said())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("INFO Actions can be sent again after "));
    }

    @Test
    void aPhoneThatIsAway_isWaitedFor_butNotTooLong() throws Exception {
        outpost.phone(true);
        outpost.phone(false);
        String late = outpost.ask("send-text", ANA, "late", MINUTE, false);
        String held = outpost.ask("send-text", BIA, "held");
        AccountSender sender = outpost.sender(Outpost.MUCH);

        Duration rest = sender.work();

        assertThat(rest).isBetween(MINUTE, MINUTE.plusSeconds(1));
        assertThat(sender.waitsForPhone()).isTrue();
        assertThat(outpost.told()).isEmpty();

        time.advance(rest);
        sender.work();
        assertThat(outpost.told()).singleElement().satisfies(event -> {
            assertThat(event.action().id()).isEqualTo(late);
            assertThat(event.action().failure()).contains("not sent within 60 s: the phone was not connected to Z-API");
        });

        outpost.phone(true);
        sender.work();
        assertThat(outpost.fates()).containsExactly("action.done " + held);
        assertThat(sender.waitsForPhone()).isFalse();
        assertThat(posted()).containsExactly("held");
        assertThat(said())
                .containsExactly(
                        "INFO The phone is not connected to Z-API: 2 action(s) wait until it is, or until they are too late",
                        "WARN Not done for night: send-text …0001 of the account sales:"
                                + " not sent within 60 s: the phone was not connected to Z-API",
                        "INFO The phone is connected to Z-API again: actions are sent",
                        "INFO Done for night: send-text …0002");
    }

    @Test
    void aChatAtItsLimit_waits_andOthersGoOn() throws Exception {
        AccountSender sender = outpost.sender(new ActionSettings(2, 100, false));
        for (String text : List.of("1", "2", "3")) {
            outpost.ask("send-text", ANA, text, Duration.ofHours(3), false);
            outpost.ask("mark-read", BIA, "", Duration.ofHours(3), false);
            time.advance(MINUTE);
        }
        outpost.ask("send-text", "5531990000003", "other");

        Duration rest = sender.work();

        assertThat(posted()).containsExactly("1", "read", "2", "read", "other");
        assertThat(rest).isEqualTo(Outpost.HOUR);
        time.advance(rest.minusMillis(1));
        sender.work();
        assertThat(posted()).hasSize(5);
        time.advance(Duration.ofMillis(1));
        sender.work();
        assertThat(posted()).hasSize(7).endsWith("3", "read");
        assertThat(said())
                .filteredOn(line -> line.startsWith("INFO Over the limit"))
                .hasSize(1);
    }

    @Test
    void anAccountAtItsLimit_waits() throws Exception {
        AccountSender sender = outpost.sender(new ActionSettings(100, 3, false));
        for (int i = 0; i < 7; i++) {
            outpost.ask("send-text", "553199000000" + i, "" + i);
        }
        for (int expected : List.of(3, 6, 7)) {
            Duration rest = sender.work();
            assertThat(posted()).hasSize(expected);
            time.advance(rest);
        }
        assertThat(posted()).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void limits_outliveARestart() throws Exception {
        ActionSettings one = new ActionSettings(1, 100, false);
        outpost.ask("send-text", ANA, "1");
        outpost.sender(one).work();
        outpost.restart();
        outpost.ask("send-text", ANA, "2", Duration.ofHours(2), false);
        outpost.sender(one).work();

        assertThat(posted()).containsExactly("1");
    }

    @Test
    void whatWouldWaitTooLong_isCancelledAtOnce_andTheLogNamesWhoseItWas() throws Exception {
        AccountSender sender = outpost.sender(new ActionSettings(1, 100, false));
        outpost.ask("send-text", ANA, "1");
        sender.work();
        outpost.told();
        said();
        time.advance(MINUTE);
        String cancelled = outpost.ask("send-text", ANA, "2", Duration.ofMinutes(30), false);
        String waits = outpost.ask("send-text", ANA, "3", Duration.ofHours(2), false);

        Duration rest = sender.work();

        assertThat(rest).isEqualTo(Outpost.HOUR.minus(MINUTE));
        assertThat(posted()).containsExactly("1");
        assertThat(outpost.fates()).containsExactly("action.failed " + cancelled);
        assertThat(outpost.store().outbox().queue(Outpost.ACCOUNT))
                .extracting(action -> action.id())
                .containsExactly(waits);
        assertThat(said())
                .first()
                .isEqualTo("WARN Not done for night: send-text …0001 of the account sales:"
                        + " cancelled: actions.per-chat-per-hour = 1 leaves no room within 30 min");
    }

    @Test
    void aLimitOfZero_letsNothingPass() throws Exception {
        for (ActionSettings settings : List.of(new ActionSettings(0, 10, false), new ActionSettings(10, 0, false))) {
            outpost.ask("send-text", ANA, "1", Duration.ofDays(300_000), false);
            outpost.sender(settings).work();
            assertThat(outpost.failure()).startsWith("cancelled: actions.per-").contains(" = 0 leaves no room within ");
        }
        assertThat(posted()).isEmpty();
        assertThat(said())
                .first()
                .asString()
                .startsWith("WARN Not done for night: send-text …0001 of the account sales:"
                        + " cancelled: actions.per-chat-per-hour = 0 leaves no room");
    }

    @Test
    void aDryRun_saysWhatItWouldSend_andSendsNothing() throws Exception {
        AccountSender sender = outpost.sender(new ActionSettings(1, 100, true));
        String first = outpost.ask("send-text", ANA, "Oi\nAna");
        String second = outpost.ask("send-text", ANA, "again", Duration.ofMinutes(30), false);
        String third = outpost.ask("pin", BIA, "");

        sender.work();

        assertThat(outpost.fates())
                .containsExactly("action.failed " + first, "action.failed " + second, "action.failed " + third);
        assertThat(world.posts()).isEmpty();
        assertThat(said())
                .containsExactly(
                        "INFO Dry run: for night this would be sent: send-text …0001 Oi Ana",
                        "WARN Not done for night: send-text …0001 of the account sales:"
                                + " cancelled: actions.per-chat-per-hour = 1 leaves no room within 30 min",
                        "INFO Dry run: for night this would be sent: pin …0002 ");
    }

    @Test
    void whatBecameOfIt_isStoredLater_ifTheStoreFails_andNothingIsSentTwice() throws Exception {
        String first = outpost.ask("send-text", ANA, "1");
        String second = outpost.ask("send-text", BIA, "2");
        outpost.execute(
                "CREATE TRIGGER broken BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'asked for by the test'); END");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        for (int i = 0; i < 5; i++) {
            time.advance(sender.work());
        }
        assertThat(posted()).containsExactly("1");
        outpost.execute("DROP TRIGGER broken");
        sender.work();

        assertThat(posted()).containsExactly("1", "2");
        assertThat(outpost.fates()).containsExactly("action.done " + first, "action.done " + second);
        assertThat(said())
                .filteredOn(line -> line.startsWith("ERROR") || line.contains("stored again"))
                .hasSize(2);
    }

    @Test
    void aClaimThatMayHaveBeenStored_isTakenBack() throws Exception {
        outpost.ask("send-text", ANA, "1");
        outpost.execute("CREATE TRIGGER broken BEFORE UPDATE ON action WHEN new.state = 'sending'"
                + " BEGIN SELECT RAISE(ABORT, 'asked for by the test'); END");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        sender.work();
        assertThat(posted()).isEmpty();
        outpost.execute("DROP TRIGGER broken");
        // As if the claim had reached the disk, though its answer did not come.
        outpost.execute("UPDATE action SET state = 'sending'");
        sender.work();

        assertThat(posted()).containsExactly("1");
    }

    @Test
    void aClockThatIsSetBack_stopsNothing() throws Exception {
        time.advance(Duration.ofDays(1));
        world.fault(Fault.throttled("0").withoutEffect().on(Call.SEND_TEXT).times(1));
        outpost.ask("send-text", ANA, "1", Duration.ofDays(30), false);
        AccountSender sender = outpost.sender(new ActionSettings(1, 1, false));
        sender.work();
        time.advance(Duration.ofDays(-1));
        sender.work();
        assertThat(posted()).containsExactly("1");

        time.advance(Duration.ofDays(-1));
        outpost.ask("send-text", ANA, "2");
        sender.work();
        assertThat(posted()).containsExactly("1", "2");
    }

    @Test
    void afterStop_nothingIsClaimed() throws Exception {
        outpost.ask("send-text", ANA, "1");
        AccountSender sender = outpost.sender(Outpost.MUCH);
        sender.stop();
        sender.work();

        assertThat(posted()).isEmpty();
        assertThat(outpost.store().outbox().queue(Outpost.ACCOUNT)).hasSize(1);
        assertThat(outpost.store().outbox().unrecorded())
                .extracting(ClaimedAction::id)
                .isEmpty();
    }
}
