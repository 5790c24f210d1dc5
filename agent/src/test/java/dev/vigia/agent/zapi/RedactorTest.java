package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Account;
import dev.vigia.api.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
    private final Redactor redactor =
            new Redactor(new Account("sales", "in-1", Secret.of("t/k+1"), Secret.of("c.k*2")));

    @ParameterizedTest
    @CsvSource({
        "Client-Token c.k*2 not allowed, Client-Token *** not allowed",
        "C.K*2, ***",
        "t%2Fk%2B1 and t/k+1, *** and ***",
        "/instances/in-1/token, /instances/***/token",
        "somebody else's: F0123456789abcdef0123456789abcdefS, somebody else's: ***",
        "' a\u0000\n\t b\u202ec ', a b c",
        "say \"no\", say 'no'",
        "não, não",
    })
    void text_losesItsSecrets(String text, String safe) {
        assertThat(redactor.safe(text)).isEqualTo(safe);
    }

    @Test
    void base64_isSeenThrough() {
        String encoded = Base64.getEncoder().encodeToString("c.k*2".getBytes(StandardCharsets.UTF_8));

        assertThat(redactor.safe("x " + encoded)).doesNotContain(encoded.substring(0, 6));
    }

    @Test
    void longText_isCutBehindTheSecrets() {
        for (int length = 100; length < 140; length++) {
            String safe = redactor.safe("a ".repeat(length / 2) + "c.k*2 \ud83d\ude00 " + "b ".repeat(10_000));
            assertThat(safe).hasSizeLessThanOrEqualTo(120).doesNotContain("c.k").endsWith("…");
            assertThat(safe.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) '?');
        }
    }
}
