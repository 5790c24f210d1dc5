package dev.vigia.plugins.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
    @ParameterizedTest
    @ValueSource(strings = {"5511990000001", "120363000000000001-group", "5511990000001-1623281429"})
    void phonesAndGroups_areTaken(String address) {
        assertThat(Phone.checked("to", address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+5511990000001", "55 11 99000-0001", "Ana", "120363000000000001@newsletter"})
    void otherTexts_areRefusedWithoutShowingThem(String text) {
        assertThatThrownBy(() -> Phone.checked("to", text))
                .hasMessage("to is neither a phone's number nor the id of a group; write 5511990000001, digits only and"
                        + " with the country code, or 120363000000000001-group");
    }

    @Test
    void brazilsNinthDigit_makesNoOtherPhone() {
        assertThat(Phone.same("5531990000011", "553190000011")).isTrue();
        assertThat(Phone.same("553190000011", "5531990000011")).isTrue();
        assertThat(Phone.same("553190000011", "553190000011")).isTrue();
        assertThat(Phone.same("5531990000011", "5521990000011")).isFalse();
        assertThat(Phone.same("5531990000011", "553180000011")).isFalse();
        assertThat(Phone.same("4431990000011", "443190000011")).isFalse();
        assertThat(Phone.same("120363000000000001-group", "120363000000000001-group"))
                .isTrue();
    }

    @Test
    void onlyTheEndsOfANumber_areShown() {
        assertThat(Phone.masked("5511990000001")).isEqualTo("5511•••••0001");
        assertThat(Phone.masked("111222333444555@lid")).isEqualTo("1112•••••••4555@lid");
        assertThat(Phone.masked("1234567")).isEqualTo("12•••67");
    }
}
