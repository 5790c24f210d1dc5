package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.Outbox;
import dev.vigia.agent.zapi.Fate;
import dev.vigia.agent.zapi.Modification;
import dev.vigia.api.Event;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What our own actions did to the chats is seen by the next look, which knows that it was them. */
class CauseTest {
    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;
    private Lookout lookout;
    private String ana = "";

    @BeforeEach
    void start() throws Exception {
        world = simulator.account("caused");
        Lookout.fill(world, time, 5);
        lookout = new Lookout(directory, simulator.simulator().baseUrl(), "caused", time, 20);
        ana = Lookout.phone(3);
        lookout.settle();
        lookout.news();
    }

    @AfterEach
    void stop() throws Exception {
        lookout.close();
    }

    private void act(String kind, Modification modification) throws Exception {
        act(kind, lookout.chat(ana).id(), () -> lookout.api().modify(ana, modification));
    }

    private void sendTo(String chat) throws Exception {
        act("send-text", chat, () -> lookout.api().sendText(ana, "Oi", 0, 0));
    }

    private void act(String kind, String chat, Supplier<Fate> call) throws Exception {
        Outbox outbox = lookout.store().outbox();
        ActionRequest request = new ActionRequest(
                kind, kind, chat, ana, kind, "", 0, 0, false, time.instant().plusSeconds(600));
        lookout.store()
                .deliveries("night", Lookout.ACCOUNT)
                .ran("job", new Effects(List.of(), List.of(), List.of(request), List.of(), List.of()), time.instant());
        outbox.claim(kind, time.instant());
        assertThat(call.get()).isInstanceOf(Fate.Accepted.class);
        outbox.done(Lookout.ACCOUNT, kind, null, null, time.instant());
    }

    /** Such as "chat.read night". */
    private List<String> seen() throws Exception {
        lookout.poll();
        return lookout.news().stream()
                .filter(event -> event.type().startsWith("chat."))
                .map(CauseTest::causeAndType)
                .toList();
    }

    private static String causeAndType(Event event) {
        return event.type() + " " + event.meta().causedBy().orElse("-");
    }

    @Test
    void eachEffect_hasItsCause() throws Exception {
        world.receive(ana, 2);
        assertThat(seen()).containsExactly("chat.new-unread -");
        act("mark-read", Modification.READ);
        act("archive", Modification.ARCHIVE);
        act("pin", Modification.PIN);
        act("mute", Modification.MUTE);
        assertThat(seen())
                .containsExactlyInAnyOrder(
                        "chat.read night", "chat.archived night", "chat.pinned night", "chat.muted night");
        act("mark-unread", Modification.UNREAD);
        act("unarchive", Modification.UNARCHIVE);
        act("unpin", Modification.UNPIN);
        act("unmute", Modification.UNMUTE);
        assertThat(seen())
                .containsExactlyInAnyOrder(
                        "chat.marked-unread night",
                        "chat.unarchived night",
                        "chat.unpinned night",
                        "chat.unmuted night");
        sendTo(lookout.chat(ana).id());
        assertThat(seen()).containsExactly("chat.activity night");
    }

    /** A plugin may know a number and nothing of the chat. */
    @Test
    void whatIsSentToANumber_isOfTheChatThatHasIt() throws Exception {
        sendTo(ana);
        assertThat(seen()).containsExactly("chat.activity night");
    }

    @Test
    void whatAPersonDoes_hasNone() throws Exception {
        sendTo(lookout.chat(ana).id());
        assertThat(seen()).containsExactly("chat.activity night");
        time.advance(Duration.ofSeconds(1));
        world.ownMessage(ana);
        world.archive(ana);
        assertThat(seen()).containsExactlyInAnyOrder("chat.activity -", "chat.archived -");
    }
}
