package dev.vigia.plugins.autoreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

    @ParameterizedTest
    @CsvSource({
        "pt-BR, segunda-feira às 09:00",
        "en-US, Monday at 9:00 AM",
        "en-GB, Monday at 09:00",
        "es, lunes a las 9:00",
        "sv, måndag 09:00"
    })
    void time_isToldInTheReadersLanguage(String locale, String told) {
        assertThat(told(locale, "2026-01-19T09:00")).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"pt-BR, às 21:00", "en-US, at 9:00 PM", "es, a las 21:00", "sv, 21:00"})
    void timeOnTheSameDay_isToldWithoutTheDay(String locale, String told) {
        assertThat(told(locale, "2026-01-16T21:00")).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"pt-BR, amanhã às 09:00", "en-GB, tomorrow at 09:00", "es, mañana a las 9:00", "de, Samstag um 09:00"})
    void nextDay_isCalledSo_whereThePluginHasTheWord(String locale, String told) {
        assertThat(told(locale, "2026-01-17T09:00")).isEqualTo(told);
    }

    /** The day is the office's, not that of Greenwich. */
    @Test
    void dayEndsAtMidnightOfTheZone() {
        assertThat(told("pt-BR", "2026-01-16T23:30")).isEqualTo("às 23:30");
    }

    @Test
    void timeAWeekAway_isToldWithItsDate() {
        assertThat(told("pt-BR", "2026-01-23T09:00")).isEqualTo("sexta-feira, 23 de janeiro de 2026 às 09:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pt_BR", "portuguese", "xx"})
    void otherWords_areRefused(String locale) {
        assertThatThrownBy(() -> Language.of(locale))
                .hasMessage("locale is \"" + locale + "\", which is no language; write pt-BR or en-US");
    }

    private static String told(String locale, String time) {
        return Language.of(locale).time(at(time), at("2026-01-16T20:00"), SAO_PAULO);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SAO_PAULO).toInstant();
    }
}
