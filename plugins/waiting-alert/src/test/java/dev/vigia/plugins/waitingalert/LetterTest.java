package dev.vigia.plugins.waitingalert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.testkit.TestChat;
import org.junit.jupiter.api.Test;

class LetterTest {
    @Test
    void longLetter_endsWithANumber() {
        Letter letter = new Letter();
        for (int i = 1; i <= 23; i++) {
            letter.add(TestChat.of("ana"), "waiting", "line " + i, "note " + i);
        }

        assertThat(letter.text()).startsWith("line 1\nline 2\n").endsWith("\nline 20\n… +3");
        assertThat(letter.note()).startsWith("note 1, note 2, ").endsWith(", note 20, … +3");
        assertThat(letter.chats()).isEqualTo(23);
    }
}
