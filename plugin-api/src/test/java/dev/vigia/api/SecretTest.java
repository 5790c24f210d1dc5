package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Secret SECRET = Secret.of("whsec_kéy");

    private record Settings(String url, List<Secret> keys) {}

    @Test
    void isToldToNobody_unlessItIsRevealed() {
        assertThat(new Settings("here", List.of(SECRET)).toString())
                .contains("here")
                .doesNotContain("whsec");
        assertThat(SECRET.reveal()).isEqualTo("whsec_kéy");
    }

    @Test
    void equalsASecretOfTheSameText() {
        assertThat(SECRET).isEqualTo(Secret.of("whsec_kéy")).hasSameHashCodeAs(Secret.of("whsec_kéy"));
        assertThat(SECRET).isNotEqualTo(Secret.of("whsec_key")).isNotEqualTo("whsec_kéy");
    }
}
