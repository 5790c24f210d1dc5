package dev.vigia.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a plugin's settings are told to its operator. */
class SettingToldTest {
    enum Mood {
        CALM,
        VERY_LOUD
    }

    record Server(
            @Doc("Its name") String host, @Default("25") int port) {}

    record Settings(
            @Doc("What to say") @Default("hi") String text,
            Mood mood,
            Optional<Duration> pause,
            @Default("[]") List<LocalTime> times,
            Server server,
            @Doc("Another way out") Optional<Server> proxy,
            @Default("{}") Map<String, Server> more,
            List<List<Boolean>> grid) {}

    @Test
    void tellsOfEverySetting_alsoOfThoseInSections() {
        assertThat(told(Settings.class))
                .containsExactly(
                        "text: text, hi, What to say",
                        "mood: one of calm, very-loud, required, ",
                        "pause: duration, such as 30s, none, ",
                        "times: list of: time of day, such as 09:00, [], ",
                        "server.host: text, required, Its name",
                        "server.port: whole number, 25, ",
                        "proxy: section, none, Another way out",
                        "proxy.host: text, required, Its name",
                        "proxy.port: whole number, 25, ",
                        "more: keys of your choice, each with: section, {}, ",
                        "more.*.host: text, required, Its name",
                        "more.*.port: whole number, 25, ",
                        "grid: list of: list of: true or false, required, ");
    }

    @Test
    void hasWordsForEveryTypeThatCanBeRead() {
        assertThat(SingleValues.ALL.keySet())
                .allSatisfy(type -> assertThat(TypeWords.of(type)).isNotEqualTo(type.getName()));
    }

    record Endless(Optional<Endless> inner) {}

    @Test
    void ends_whenARecordContainsItself() {
        assertThat(told(Endless.class)).hasSizeLessThan(20).contains("inner.inner: section, none, ");
    }

    private static Stream<String> told(Class<? extends Record> record) {
        return SettingTold.allOf(record).stream()
                .map(setting -> setting.name() + ": " + setting.type() + ", "
                        + (setting.isRequired()
                                ? "required"
                                : Optional.ofNullable(setting.otherwise()).orElse("none"))
                        + ", " + setting.meaning());
    }
}
