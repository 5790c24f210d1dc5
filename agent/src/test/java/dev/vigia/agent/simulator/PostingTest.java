package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is posted is done and written down. */
class PostingTest {
    private static final String ANA = "5531990000001";

    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension();

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void ana() {
        account = extension.account("sales");
        client = new Client(extension.simulator());
        account.add(ANA, "Ana");
    }

    private String modify(String action) {
        String body = "{\"phone\":\"" + ANA + "\",\"action\":\"" + action + "\"}";
        return Client.text(client.post(account, "/modify-chat", body));
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                action("read", chat -> chat.unread() == 0),
                action("unread", chat -> chat.unread() == -1),
                action("archive", chat -> chat.is(Flag.ARCHIVED)),
                action("unarchive", chat -> !chat.is(Flag.ARCHIVED)),
                action("pin", chat -> chat.is(Flag.PINNED)),
                action("unpin", chat -> !chat.is(Flag.PINNED)),
                action("mute", chat -> chat.is(Flag.MUTED) && chat.muteEndTime() == SimulatedChat.FOREVER),
                action("unmute", chat -> !chat.is(Flag.MUTED)),
                action("clear", chat -> chat.lastMessageTime() == 0 && chat.unread() == 0));
    }

    private static Arguments action(String action, Predicate<SimulatedChat> effect) {
        return Arguments.of(action, effect);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void modifyChat_changesTheChat(String action, Predicate<SimulatedChat> effect) {
        account.receive(ANA, 2);
        if (action.startsWith("un") && !action.equals("unread")) {
            account.archive(ANA);
            account.pin(ANA);
            account.mute(ANA);
        }
        assertThat(account.chat(ANA)).matches(effect.negate());
        assertThat(modify(action)).isEqualTo("{\"value\":true}");
        assertThat(account.chat(ANA)).matches(effect);
        assertThat(account.posts()).singleElement().satisfies(post -> {
            assertThat(post.call()).isEqualTo(Call.MODIFY_CHAT);
            assertThat(post.phone()).isEqualTo(ANA);
            assertThat(post.text()).isEqualTo(action);
        });
    }

    @Test
    void delete_removesTheChat_andCannotDoItTwice() {
        assertThat(modify("delete")).isEqualTo("{\"value\":true}");
        assertThat(account.chats()).isEmpty();
        assertThat(modify("delete")).isEqualTo("{\"value\":false}");
    }

    @Test
    void unknownActionOrPhoneAway_isFalse() {
        assertThat(modify("explode")).isEqualTo("{\"value\":false}");
        account.disconnect();
        assertThat(modify("pin")).isEqualTo("{\"value\":false}");
        assertThat(account.chat(ANA).is(Flag.PINNED)).isFalse();
    }

    @Test
    void sendText_movesTheChatAndIsRecorded() {
        account.receive(ANA, 1);
        long before = account.chat(ANA).lastMessageTime();
        String body = "{\"phone\":\"" + ANA + "\",\"message\":\"Voltamos às 9h.\",\"delayMessage\":2}";
        assertThat(Client.object(client.post(account, "/send-text", body).body()))
                .containsKeys("zaapId", "messageId");
        assertThat(account.chat(ANA).lastMessageTime()).isGreaterThan(before);
        assertThat(account.chat(ANA).unread()).isEqualTo(1);
        assertThat(account.posts()).singleElement().satisfies(post -> {
            assertThat(post.text()).isEqualTo("Voltamos às 9h.");
            assertThat(post.body()).isEqualTo(body);
        });
    }

    @Test
    void sendTextToAStranger_beginsAChat() {
        client.post(account, "/send-text", "{\"phone\":\"5521987654321\",\"message\":\"Oi\"}");
        assertThat(account.chats()).extracting(SimulatedChat::phone).containsExactly("5521987654321", ANA);
    }

    @Test
    void note_isWrittenDown() {
        assertThat(Client.text(client.post(account, "/chats/" + ANA + "/notes", "{\"notes\":\"liga amanhã\"}")))
                .isEqualTo("{\"success\":true}");
        assertThat(account.chat(ANA).note())
                .isNotNull()
                .satisfies(note -> assertThat(note.content()).isEqualTo("liga amanhã"));
        assertThat(Client.text(client.post(account, "/chats/nobody/notes", "{\"notes\":\"x\"}")))
                .isEqualTo("{\"success\":false}");
    }

    @Test
    void incompleteOrBrokenBody_is400_andNothingIsRecorded() {
        assertThat(client.post(account, "/send-text", "{\"phone\":\"1\"}").statusCode())
                .isEqualTo(400);
        assertThat(client.post(account, "/send-text", "[1").statusCode()).isEqualTo(400);
        assertThat(account.posts()).isEmpty();
    }

    @Test
    void faultAfterTheEffect_leavesTheSenderInDoubt() {
        account.fault(Fault.status(502).on(Call.MODIFY_CHAT).times(1));
        assertThat(modify("pin")).contains("error");
        assertThat(account.chat(ANA).is(Flag.PINNED)).isTrue();
        assertThat(account.posts()).hasSize(1);
    }

    @Test
    void faultWithoutEffect_changesNothing() {
        account.fault(Fault.body("{\"value\":false}").withoutEffect().times(1));
        assertThat(modify("pin")).isEqualTo("{\"value\":false}");
        assertThat(account.chat(ANA).is(Flag.PINNED)).isFalse();
        assertThat(account.posts()).isEmpty();
        assertThat(modify("pin")).isEqualTo("{\"value\":true}");
    }
}
