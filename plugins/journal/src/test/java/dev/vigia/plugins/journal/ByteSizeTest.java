package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"5000,5000", "67108864,67108864", "10000000000,10000000000", "7B,7", "4KiB,4096", "64 MiB,67108864"})
    void size_isReadInBytes(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "big", "-1", "1.5MiB", "64MB", "64M", "12345678901234567890"})
    void otherText_isRefusedWithTheFormsThatAreRead(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"" + text + "\" is no size; write a number of bytes, or one with B, KiB, MiB or GiB: 64MiB");
    }
}
