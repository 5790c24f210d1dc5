package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.ChatKind;
import dev.vigia.testkit.TestChat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {
    private static final TestChat ANA = TestChat.of("5511990000001").withName("Ana");

    @Test
    void person_isACustomer_butNoSpammer() {
        assertThat(Customer.is(ANA)).isTrue();
        assertThat(Customer.is(ANA.withSpam(true))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERSON")
    void otherChats_areNone(ChatKind kind) {
        assertThat(Customer.is(ANA.withKind(kind))).isFalse();
    }

    @Test
    void name_isOneHarmlessLine() {
        assertThat(Customer.name(ANA.withName("Ana\n\u202eSouza"))).isEqualTo("Ana Souza");
        assertThat(Customer.name(ANA.withName("Ana\u0085Souza\u3164"))).isEqualTo("Ana Souza");
        assertThat(Customer.name(ANA.withName("Ana".repeat(30)))).hasSize(60).endsWith("…");
    }

    @Test
    void nameInFancyLetters_isOne() {
        assertThat(Customer.name(ANA.withName("𝓐𝓷𝓪"))).isEqualTo("𝓐𝓷𝓪");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+55 11 99000-0001", "5511990000001", "111222333@lid", "\u3164", "\u115f\u1160", "\uffa0"})
    void chatWithoutAName_isCalledByItsPhone(String name) {
        assertThat(Customer.name(ANA.withName(name))).isEmpty();
        assertThat(Customer.label(ANA.withName(name))).isEqualTo("5511990000001");
    }
}
