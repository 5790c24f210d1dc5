package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.api.Default;
import dev.vigia.api.Secret;
import dev.vigia.calls.InvalidSettingsException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's settings, from its section to its record. */
class SettingsTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Single(
            String text,
            Secret key,
            boolean flag,
            Boolean boxedFlag,
            byte tiny,
            short small,
            int number,
            Integer boxedNumber,
            long big,
            long maxSize,
            float real,
            double precise,
            BigInteger huge,
            BigDecimal exact,
            Duration pause,
            LocalTime opens,
            LocalDate from,
            ZoneId zone,
            URI hook,
            Path file,
            Colour colour) {}

    record Point(int x, @Default("7") int y) {}

    record Nested(
            Point point,
            List<Point> points,
            Set<String> words,
            List<List<Integer>> grid,
            Map<String, Duration> pauses,
            Optional<Point> maybePoint,
            Optional<String> maybeText) {}

    record Defaulted(
            @Default("Fechado; até amanhã.") String text,
            @Default("#general") String channel,
            @Default("\"quoted\"") String quoted,
            @Default("") String empty,
            @Default("09:00") LocalTime opens,
            @Default("https://example.com/x?y=z") URI hook,
            @Default("30s") Duration pause,
            @Default("64 MiB") long maxSize,
            @Default("dark-blue") Colour colour,
            @Default("[a, \"b c\"]") List<String> list,
            @Default("{ a = 1s }") Map<String, Duration> map,
            @Default("{ x = 1 }") Point point,
            @Default("5") Optional<Integer> maybe,
            Optional<Integer> never) {}

    private final Desk desk;

    SettingsTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @Test
    void readsEverySingleType() {
        assertThat(settings(Single.class, """
                        text = 007, key = whsec_1, flag = yes, boxed-flag = false, tiny = -128, small = 300, number = 70000, boxed-number = "8"
                        big = 9000000000, max-size = 64 MiB, real = 1.5, precise = 1e-3, huge = 123456789012345678901234567890
                        exact = 0.10, pause = 1.5m, opens = "9:00", from = "2026-01-31", zone = America/Sao_Paulo
                        hook = "https://example.com/a?b=c", file = data/x, colour = Dark-Blue
                        """))
                .isEqualTo(new Single(
                        "007",
                        Secret.of("whsec_1"),
                        true,
                        false,
                        (byte) -128,
                        (short) 300,
                        70_000,
                        8,
                        9_000_000_000L,
                        64L << 20,
                        1.5f,
                        0.001,
                        new BigInteger("123456789012345678901234567890"),
                        new BigDecimal("0.10"),
                        Duration.ofSeconds(90),
                        LocalTime.of(9, 0),
                        LocalDate.of(2026, 1, 31),
                        ZoneId.of("America/Sao_Paulo"),
                        URI.create("https://example.com/a?b=c"),
                        Path.of("data/x"),
                        Colour.DARK_BLUE));
    }

    @Test
    void readsWhatHoldsOthers() {
        assertThat(settings(Nested.class, """
                        point { x = 1, y = 2 }, points = [{ x = 3 }, { x = 4, y = 5 }], words = [b, a, b], grid = [[1], [2, 3]]
                        pauses { b = 2s, "a c" = 1s }, maybe-point { x = 6 }
                        """))
                .isEqualTo(new Nested(
                        new Point(1, 2),
                        List.of(new Point(3, 7), new Point(4, 5)),
                        Set.of("a", "b"),
                        List.of(List.of(1), List.of(2, 3)),
                        Map.of("a c", Duration.ofSeconds(1), "b", Duration.ofSeconds(2)),
                        Optional.of(new Point(6, 7)),
                        Optional.empty()));
    }

    @Test
    void fillsInDefaults_writtenWithoutQuotesOfTheirOwn() {
        assertThat(settings(Defaulted.class, ""))
                .isEqualTo(new Defaulted(
                        "Fechado; até amanhã.",
                        "#general",
                        "quoted",
                        "",
                        LocalTime.of(9, 0),
                        URI.create("https://example.com/x?y=z"),
                        Duration.ofSeconds(30),
                        64L << 20,
                        Colour.DARK_BLUE,
                        List.of("a", "b c"),
                        Map.of("a", Duration.ofSeconds(1)),
                        new Point(1, 7),
                        Optional.of(5),
                        Optional.empty()));
    }

    @Test
    void needsNoSection_whenEverythingHasADefault() {
        AgentConfig config = desk.load("vigia { accounts.sales { instance = I1, token = T1 }, plugins.p { use = a } }");
        assertThat(config.plugins().get(0).settings().as(Defaulted.class).pause())
                .hasSeconds(30);
    }

    @Test
    void takesValuesFromVariablesAndProperties() {
        desk.set("Y", "5");
        desk.properties.setProperty("vigia.plugins.p.settings.x", "4");
        assertThat(settings(Point.class, "x = 1, y = ${Y}")).isEqualTo(new Point(4, 5));
    }

    @Test
    void tellsEverythingAtOnce_withItsLine() {
        assertThat(problems(Single.class, """
                        text = [a], key = k
                        flagg = yes
                        boxed-flag = maybe
                        tiny = 128
                        small = 1.5
                        number = abc
                        boxed-number { a = 1 }
                        big = 1e30
                        max-size = 64 QiB
                        real = x
                        precise = "", huge = 1e999999999
                        exact = -
                        pause = 90
                        opens = "25:00"
                        from = "31.1.2026"
                        zone = America/Sao_Paolo
                        hook = "http://h h"
                        file = "\\u0000"
                        colour = darkblue
                        """))
                .containsExactly(
                        "vigia.conf:3: vigia.plugins.p.settings.flag is missing; add it",
                        "vigia.conf:4: vigia.plugins.p.settings.text must be a text, not a list",
                        "vigia.conf:5: unknown key 'flagg' in vigia.plugins.p.settings; did you mean 'flag'?",
                        "vigia.conf:6: vigia.plugins.p.settings.boxed-flag must be true or false",
                        "vigia.conf:7: vigia.plugins.p.settings.tiny must be at most 127, not 128",
                        "vigia.conf:8: vigia.plugins.p.settings.small must be a whole number",
                        "vigia.conf:9: vigia.plugins.p.settings.number must be a whole number",
                        "vigia.conf:10: vigia.plugins.p.settings.boxed-number must be a whole number, not a section",
                        "vigia.conf:11: vigia.plugins.p.settings.big must be a whole number",
                        "vigia.conf:12: vigia.plugins.p.settings.max-size must be a whole number",
                        "vigia.conf:13: vigia.plugins.p.settings.real must be a number",
                        "vigia.conf:14: vigia.plugins.p.settings.precise must be a number",
                        "vigia.conf:14: vigia.plugins.p.settings.huge must be a whole number",
                        "vigia.conf:15: vigia.plugins.p.settings.exact must be a number",
                        "vigia.conf:16: vigia.plugins.p.settings.pause has no unit; write a duration such as 30s, 5m or 7d",
                        "vigia.conf:17: vigia.plugins.p.settings.opens must be a time of day such as 09:00",
                        "vigia.conf:18: vigia.plugins.p.settings.from must be a date such as 2026-01-31",
                        "vigia.conf:19: vigia.plugins.p.settings.zone must be a time zone such as America/Sao_Paulo; did you mean"
                                + " America/Sao_Paulo?",
                        "vigia.conf:20: vigia.plugins.p.settings.hook must be an address such as https://example.com/hook",
                        "vigia.conf:21: vigia.plugins.p.settings.file must be a path",
                        "vigia.conf:22: vigia.plugins.p.settings.colour must be one of red, dark-blue; did you mean dark-blue?");
    }

    @Test
    void namesThePlace_insideListsMapsAndRecords() {
        assertThat(problems(Nested.class, """
                        point { y = 1, z = 2 }
                        points = [
                          { x = 1 },
                          { x = a },
                          5
                        ]
                        words = a
                        grid = [[1, b]]
                        pauses { slow = 5 }
                        maybe-point {}
                        """))
                .containsExactly(
                        "vigia.conf:4: vigia.plugins.p.settings.point.x is missing; add it",
                        "vigia.conf:4: unknown key 'z' in vigia.plugins.p.settings.point; known here: x, y",
                        "vigia.conf:7: vigia.plugins.p.settings.points[1].x must be a whole number",
                        "vigia.conf:8: vigia.plugins.p.settings.points[2] must be a section: { … }, not a number",
                        "vigia.conf:10: vigia.plugins.p.settings.words must be a list: [ … ], not a text",
                        "vigia.conf:11: vigia.plugins.p.settings.grid[0][1] must be a whole number",
                        "vigia.conf:12: vigia.plugins.p.settings.pauses.slow has no unit; write a duration such as 30s, 5m or 7d",
                        "vigia.conf:13: vigia.plugins.p.settings.maybe-point.x is missing; add it");
    }

    private <R extends Record> R settings(Class<R> type, String settings) {
        return desk.load(config(settings)).plugins().get(0).settings().as(type);
    }

    private <R extends Record> List<String> problems(Class<R> type, String settings) {
        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> settings(type, settings));
        return Objects.requireNonNull(refused, "the settings were taken").problems().stream()
                .map(problem -> problem.replace(desk.directory + "/", ""))
                .toList();
    }

    private static String config(String settings) {
        return "vigia { accounts.sales { instance = I1, token = T1 }\nplugins.p {\nuse = a, settings {\n" + settings
                + "\n} } }";
    }
}
