package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
    @Test
    void id_isThatOfTheEvent() {
        assertThat(JsonLine.idOf(Numbered.json(7))).contains("\"e-7\"");
    }

    @Test
    void id_isNotTakenFromOtherTexts() {
        String line =
                "{\"source\":\"\\\",\\\"id\\\":\\\"forged\\\\\",\"subject\":\"\\\"id\\\":\",\"id\":\"true\\\"one\",\"data\":{\"id\":\"x\"}}";

        assertThat(JsonLine.idOf(line)).contains("\"true\\\"one\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"",
                "{\"id",
                "{\"id\"",
                "{\"id\":",
                "{\"id\":\"",
                "{\"id\":\"e-7",
                "{\"id\":\"e-7\\\"",
                "{\"id\":7}",
                "{\"data\":{\"id\":\"e-7\"}}",
                "{\"type\":\"t\"}",
                "no JSON at all",
                "\u0000\u0000"
            })
    void lineWithoutId_hasNone(String line) {
        assertThat(JsonLine.idOf(line)).isEmpty();
    }

    @Test
    void eventIsWhole_onlyAtItsEnd() {
        String json = Numbered.event(7, "}}} \"{[\\ \n").toJson();

        for (int length = 0; length < json.length(); length++) {
            assertThat(JsonLine.isWhole(json.substring(0, length)))
                    .as("the first %s of %s", length, json)
                    .isFalse();
        }
        assertThat(JsonLine.isWhole(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}x", "x{}", "}", "[]", "\"{}\"", "\u0000{}", "{}{}"})
    void otherText_isNotWhole(String text) {
        assertThat(JsonLine.isWhole(text)).isFalse();
    }
}
