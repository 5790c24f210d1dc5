package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Set<String> KNOWN = Set.of("name", "opens");

    @Test
    void placeholders_areFilledIn() {
        assertThat(fill("Olá {name}! Voltamos {opens}.", "Ana", "amanhã")).isEqualTo("Olá Ana! Voltamos amanhã.");
    }

    @Test
    void valuesOfStrangers_areTakenAsTheyAre() {
        assertThat(fill("Olá {name}, {opens}", "{opens} $1 \\", "amanhã")).isEqualTo("Olá {opens} $1 \\, amanhã");
    }

    @Test
    void emptyValue_takesTheSpaceBeforeItAlong() {
        assertThat(fill("Olá {name}! Voltamos {opens}.", "", "amanhã")).isEqualTo("Olá! Voltamos amanhã.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Olá, {name}! Voltamos logo. | Olá! Voltamos logo.",
                "Oi, {name}, tudo bem? | Oi, tudo bem?",
                "Olá {name}, tudo bem? | Olá, tudo bem?",
                "{name}, estamos fechados. | estamos fechados.",
                "{name} estamos fechados. | estamos fechados.",
                "Bom dia! {name}, estamos fechados. | Bom dia! estamos fechados.",
                "👋 {name}, estamos fechados. | 👋 estamos fechados."
            })
    void emptyValue_takesACommaAlong(String text, String filled) {
        assertThat(fill(text, "", "amanhã")).isEqualTo(filled);
    }

    @Test
    void emptyValueAtTheStartOfALine_leavesTheLineBeforeAlone() {
        assertThat(fill("Olá,\n{name}, voltamos {opens}", "", "amanhã")).isEqualTo("Olá,\nvoltamos amanhã");
    }

    @Test
    void unknownPlaceholder_isRefused() {
        assertThatThrownBy(() -> Template.of("text", "Olá {nome}!", KNOWN))
                .hasMessage("text has the placeholder {nome}, which is unknown; there are {name}, {opens}");
    }

    @Test
    void emptyText_isRefused() {
        assertThatThrownBy(() -> Template.of("text", " ", KNOWN)).hasMessage("text is empty; nothing could be sent");
    }

    private static String fill(String text, String name, String opens) {
        return Template.of("text", text, KNOWN).fill(Map.of("name", name, "opens", opens));
    }
}
