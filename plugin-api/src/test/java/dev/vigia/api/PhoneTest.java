package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
    @ParameterizedTest
    @CsvSource({
        "5531990000011, 553190000011", // Brazil, with and without the ninth digit
        "5511961234567, 551161234567",
        "5215512345678, 525512345678", // Mexico
        "5491123456789, 541123456789", // Argentina
        "5493511234567, 543511234567",
        "4915112345678, 4915112345678",
    })
    void numbersOfOnePhone_areEqual(String one, String other) {
        assertThat(Phone.parse(one)).isEqualTo(Phone.parse(other)).hasSameHashCodeAs(Phone.parse(other));
        assertThat(Phone.parse(other)).isEqualTo(Phone.parse(one));
        assertThat(Phone.parse(one).canonical()).isEqualTo(Phone.parse(other).canonical());
        assertThat(Set.of(Phone.parse(one))).contains(Phone.parse(other));
    }

    @ParameterizedTest
    @CsvSource({
        "5531990000011, 5521990000011", // another area
        "5531990000011, 553180000011", // another number
        "5511931234567, 551131234567", // a mobile and a landline of São Paulo
        "5501990000011, 550190000011", // no area code begins with 0
        "4431990000011, 443190000011", // a ninth digit elsewhere
        "5211234567890, 521234567890", // Mexico: the 1 belongs to a shorter number
        "5215512345678, 5415512345678",
        "5499123456789, 549123456789", // Argentina: no area begins with 9
        "55319900000111, 5531900000111", // too long
    })
    void otherPhones_areNotEqual(String one, String other) {
        assertThat(Phone.parse(one)).isNotEqualTo(Phone.parse(other)).isNotEqualTo(one);
        assertThat(Phone.parse(one).canonical()).isNotEqualTo(Phone.parse(other).canonical());
    }

    @Test
    void keepsTheDigitsItWasGiven() {
        assertThat(Phone.parse("5531990000011").digits()).isEqualTo("5531990000011");
        assertThat(Phone.parse("553190000011").digits()).isEqualTo("553190000011");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "29100043092655@lid | a lid (…@lid) is not a phone number",
                "120363000000000001-group | a group's id is not a phone number",
                "120363000000000001@g.us | a group's id is not a phone number",
                "055119900000001 | a phone number with its country code does not begin with 0",
                "+5511990000001 | this is not a phone number",
                "55 11 99000-0001 | this is not a phone number",
                "5511990000001-1623281429 | this is not a phone number",
                "120363000000000001@newsletter | this is not a phone number",
                "1234567 | this is not a phone number",
                "1234567890123456 | this is not a phone number",
                "٥٥١١٩٩٠٠٠٠٠٠١ | this is not a phone number",
            })
    void whatIsNoPhoneNumber_isRefusedWithoutShowingIt(String text, String fault) {
        assertThat(Phone.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Phone.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault + "; write 8 to 15 digits that begin with the country code, and nothing else, such as"
                        + " 5511990000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "Ana", "status@broadcast", "5511990000001\n"})
    void otherTexts_areNoPhone(String text) {
        assertThat(Phone.tryParse(text)).isEmpty();
    }

    @Test
    void showsOnlyTheEndsOfTheNumber() {
        assertThat(Phone.parse("5511990000001")).hasToString("5511•••••0001");
        assertThat(Phone.parse("12345678")).hasToString("12••••78");
    }
}
