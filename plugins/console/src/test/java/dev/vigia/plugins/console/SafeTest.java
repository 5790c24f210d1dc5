package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SafeTest {
    @Test
    void nothingATerminalObeys_isLeft() {
        int[] commands = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == 0x2028
                        || c == 0x2029)
                .filter(c -> c != 0x200c && c != 0x200d)
                .toArray();

        for (int command : commands) {
            String safe = Safe.text("a" + Character.toString(command) + "b", 10);
            assertThat(safe).as("U+%04X", command).isIn("a b", "a\ufffdb");
        }
        assertThat(commands).contains(0x1b, 0x9b, 0x7f, 0x202e, 0x2066, 0x200f, 0xfeff);
    }

    @Test
    void lettersAndEmoji_stayAsTheyAre() {
        String text = "Família 日本 مرحبا \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 ❤\ufe0f";

        assertThat(Safe.text(text, 60)).isEqualTo(text);
    }

    @Test
    void halfASurrogatePair_isReplaced() {
        assertThat(Safe.text("a\ud83d", 10)).isEqualTo("a\ufffd");
    }

    @Test
    void cut_isNeverWithinACharacter() {
        assertThat(Safe.text("\ud83d\ude00".repeat(5), 4)).isEqualTo("\ud83d\ude00".repeat(3) + "…");
        assertThat(Safe.text("\ud83d\ude00".repeat(4), 4)).isEqualTo("\ud83d\ude00".repeat(4));
    }
}
