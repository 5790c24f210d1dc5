package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.testkit.TestChat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat of the test kit is of the kind that the agent takes it for by its id. */
class KindContractTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5511990000001",
                "120363000000000001",
                "120363000000000001-group",
                "5511990000001-1623281429",
                "5511990000001-broadcast",
                "status@broadcast",
                "status",
                "120363000000000001@newsletter",
                "someone@elsewhere"
            })
    void kindsAreAlike(String id) {
        assertThat(TestChat.of(id).kind()).isEqualTo(ChatIdentity.kind(id, null));
    }

    @ParameterizedTest
    @ValueSource(strings = "111222333@lid")
    void aLidIsNoPhone(String id) {
        assertThat(TestChat.of(id).kind()).isEqualTo(ChatIdentity.kind(null, null));
    }
}
