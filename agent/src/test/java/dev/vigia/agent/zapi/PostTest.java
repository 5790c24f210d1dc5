package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.api.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked for happens at the gateway, and its answer is understood. */
class PostTest {
    private static final String ANA = "5531990000001";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    private SimulatedAccount world;
    private ZApi zapi;
    private AccountApi api;

    @BeforeEach
    void start() {
        world = simulator.simulator().account("sales", "sales-token", "sales-client");
        world.add(ANA, "Ana");
        zapi = Wire.client(simulator.simulator().baseUrl(), Wire.TIMEOUT, Decoding.MAX_BODY);
        api = zapi.account(new Account("sales", "sales", Secret.of("sales-token"), Secret.of("sales-client")));
    }

    @AfterEach
    void stop() {
        zapi.close();
    }

    @Test
    void aText_isSentAsItIs() {
        String text = "Olá \"Ana\" \\ 🏖️\n\u2028\u0000";

        Fate fate = api.sendText(ANA, text, 0, 0);

        assertThat(fate).isInstanceOfSatisfying(Fate.Accepted.class, accepted -> {
            assertThat(accepted.zaapId()).startsWith("Z0");
            assertThat(accepted.messageId()).startsWith("M0");
        });
        assertThat(world.posts()).singleElement().satisfies(post -> {
            assertThat(post.phone()).isEqualTo(ANA);
            assertThat(post.text()).isEqualTo(text);
            assertThat(post.body()).doesNotContain("delay");
        });
    }

    @Test
    void delays_areTold() {
        api.sendText("55119@lid", "Oi", 3, 15);

        assertThat(world.posts())
                .singleElement()
                .satisfies(post -> assertThat(post.body())
                        .isEqualTo(
                                "{\"phone\":\"55119@lid\",\"message\":\"Oi\",\"delayMessage\":3,\"delayTyping\":15}"));
    }

    @Test
    void aChat_isModified() {
        for (Modification modification : Modification.values()) {
            assertThat(api.modify(ANA, modification)).as(modification.name()).isEqualTo(new Fate.Accepted(null, null));
        }
        assertThat(world.posts())
                .extracting(post -> post.text())
                .containsExactly("read", "unread", "archive", "unarchive", "pin", "unpin", "mute", "unmute");
        assertThat(world.chat(ANA).unread()).isEqualTo(-1);
        assertThat(world.chat(ANA).is(Flag.PINNED)).isFalse();
    }

    @Test
    void aNote_isWritten() {
        assertThat(api.writeNote(ANA, "liga amanhã")).isInstanceOf(Fate.Accepted.class);

        assertThat(world.chat(ANA).note())
                .isNotNull()
                .satisfies(note -> assertThat(note.content()).isEqualTo("liga amanhã"));
    }

    @Test
    void whatIsNotDone_isRefused() {
        assertThat(api.modify("5531990000002", Modification.PIN))
                .isEqualTo(new Fate.Refused(
                        "account sales, pin for the chat …0002: the gateway answered that it was not done."));
        assertThat(api.writeNote("5531990000002", "x")).isInstanceOf(Fate.Refused.class);
        assertThat(api.sendText("", "x", 0, 0)).isInstanceOf(Fate.Refused.class);
        assertThat(api.writeNote("../device", "x")).isInstanceOf(Fate.Refused.class);
        assertThat(api.writeNote("..", "x")).isInstanceOf(Fate.Refused.class);
        assertThat(world.requests(Call.OTHER)).isZero();
    }

    @Test
    void aWrongClientToken_isRefused_andNotShown() {
        AccountApi stranger =
                zapi.account(new Account("sales", "sales", Secret.of("sales-token"), Secret.of("zebra-client")));

        assertThat(stranger.sendText(ANA, "Oi", 0, 0))
                .isInstanceOfSatisfying(
                        Fate.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("HTTP 403", "Check the account's instance, token and client-token")
                                .doesNotContain("zebra"));
        assertThat(world.posts()).isEmpty();
    }

    @Test
    void whatBreaksAfterTheEffect_isInDoubt_andPostedOnce() {
        for (Fault fault : new Fault[] {
            Fault.status(502),
            Fault.status(500),
            Fault.status(408),
            Fault.hangUp(),
            Fault.cutAfter(7),
            Fault.emptyBody()
        }) {
            world.clearFaults();
            world.fault(fault.on(Call.SEND_TEXT));
            int before = world.requests(Call.SEND_TEXT);

            assertThat(api.sendText(ANA, "Oi", 0, 0)).as(fault.toString()).isInstanceOf(Fate.InDoubt.class);
            assertThat(world.requests(Call.SEND_TEXT)).as(fault.toString()).isEqualTo(before + 1);
        }
    }

    @Test
    void whoeverAsksForTheSameAccount_sharesItsPace() {
        world.fault(Fault.throttled("60").times(1));
        api.sendText(ANA, "Oi", 0, 0);

        AccountApi other =
                zapi.account(new Account("sales", "sales", Secret.of("sales-token"), Secret.of("sales-client")));
        assertThat(other.held()).isPositive();
    }
}
