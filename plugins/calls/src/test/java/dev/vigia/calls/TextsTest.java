package dev.vigia.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextsTest {
    @Test
    void replacesWhatNoDatabaseStores() {
        assertThat(Texts.storable("a\0b")).isEqualTo("a\ufffdb");
        assertThat(Texts.storable("\ud83d")).isEqualTo("\ufffd");
        assertThat(Texts.storable("b\ude00\ud83d")).isEqualTo("b\ufffd\ufffd");
    }

    @Test
    void keepsEverythingElse() {
        String text = "São Paulo\n\u0001 \ud83d\ude00 \ufffd";
        assertThat(Texts.storable(text)).isEqualTo(text);
    }

    @Test
    void findsAKeyByWhatIsStored() {
        assertThat(Texts.key("a\0")).isEqualTo("a\ufffd");
        assertThatThrownBy(() -> Texts.key("")).hasMessage("the key of a value is empty");
    }

    @Test
    void bindsNamesToWhatAnIndexTakes_countedInBytes() {
        String longest = "ç".repeat(1_000);
        assertThat(Texts.name(longest, "name of a route")).isEqualTo(longest);
        assertThatThrownBy(() -> Texts.name(longest + "a", "name of a route"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the name of a route is 2001 bytes long in UTF-8, which is more than 2000");
        // What is replaced counts as what it becomes.
        assertThatThrownBy(() -> Texts.key("\0".repeat(1_000))).hasMessageContaining("3000 bytes");
    }
}
