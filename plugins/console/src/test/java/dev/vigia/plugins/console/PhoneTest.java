package dev.vigia.plugins.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneTest {
    @ParameterizedTest
    @CsvSource({
        "5511987650001, 5511•••••0001",
        "551187650001, 5511••••0001",
        "12025550123, 120•••••123",
        "20255501, 20••••01",
        "120363000000000001-group, 1203••••••••••0001-group",
        "5511987650001-1623281429, 5511•••••0001-162••••429",
        "111222333444555@lid, 1112•••••••4555@lid",
        "status, status"
    })
    void phone_isShownByItsEnds(String phone, String shown) {
        assertThat(Phone.masked(phone)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "Ana 2026, Ana 2026",
        "12, 12",
        "+55 11 98765-0001, 5511•••••0001",
        "(11) 98765-0001, 119•••••001",
        "111222333444555@lid, 1112•••••••4555@lid"
    })
    void name_isShown_unlessItIsANumber(String name, String shown) {
        assertThat(Phone.maskedName(name)).isEqualTo(shown);
    }
}
