package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vigia.agent.config.SettingsTest.Defaulted;
import dev.vigia.agent.config.SettingsTest.Nested;
import dev.vigia.agent.config.SettingsTest.Point;
import dev.vigia.agent.config.SettingsTest.Single;
import dev.vigia.agent.plugin.InvalidSettingsException;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.api.Default;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent and the test kit read settings alike, and say the same of what is wrong with them. */
class SettingsContractTest {
    record Unreadable(Object any) {}

    record BadDefault(@Default("soon") Duration pause) {}

    record Looping(Optional<Looping> again, @Default("{}") List<String> list) {}

    record Strict(@Default("1") int least, @Default("2") int most) {
        Strict {
            if (least > most) {
                throw new IllegalArgumentException("least is " + least + ", above most, which is " + most);
            }
            if (least < 0) {
                throw new IllegalStateException("below zero");
            }
        }
    }

    private final Desk desk;

    SettingsContractTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(Single.class, """
                        text = 007, flag = yes, boxed-flag = false, tiny = -128, small = 300, number = 70000, boxed-number = "8"
                        big = 9000000000, max-size = 64 MiB, real = 1.5, precise = 1e-3, huge = 123456789012345678901234567890
                        exact = 0.10, pause = 1.5m, opens = "9:00", from = "2026-01-31", zone = America/Sao_Paulo
                        hook = "https://example.com/a?b=c", file = data/x, colour = Dark-Blue
                        """),
                Arguments.of(Single.class, """
                        text = [a], flagg = yes, boxed-flag = maybe, tiny = 128, small = 1.5, number = abc, boxed-number { a = 1 }
                        big = 1e30, max-size = 64 QiB, real = x, precise = "", huge = 1e999999999, exact = -, pause = 90
                        opens = "25:00", from = "31.1.2026", zone = America/Sao_Paolo, hook = "http://h h", file = "\\u0000"
                        colour = darkblue
                        """),
                Arguments.of(
                        Single.class,
                        "tiny = -129, pause = 1 fortnight, max-size = -1, zone = null, unlike-anything = 1"),
                Arguments.of(Nested.class, """
                        point { x = 1, y = 2 }, points = [{ x = 3 }, { x = 4, y = 5 }], words = [b, a, b], grid = [[1], [2, 3]]
                        pauses { b = 2s, "a c" = 1s }, maybe-point { x = 6 }
                        """),
                Arguments.of(Nested.class, """
                        point { y = 1, z = 2 }, points = [{ x = 1 }, { x = a }, 5], words = a, grid = [[1, b]], pauses { slow = 5 }
                        maybe-point {}, "a.b" = 1, aWFzZGZhc2RmYXNkZmFzZGY5 = 1
                        """),
                Arguments.of(Defaulted.class, ""),
                Arguments.of(Defaulted.class, "text = null, list = [], map {}, never = 3, maybe = 4, colour = blue"),
                Arguments.of(Point.class, ""),
                Arguments.of(Point.class, "x = ${y}, y = 3"),
                Arguments.of(Point.class, "x = 1, x = 2, y = null"),
                Arguments.of(Strict.class, "least = 3"),
                Arguments.of(Strict.class, "least = -1"),
                Arguments.of(Unreadable.class, "any = 1"),
                Arguments.of(Looping.class, "again { again { again { } } }"),
                Arguments.of(Looping.class, "again { list = [a] }, list = [b]"),
                Arguments.of(BadDefault.class, ""));
    }

    @ParameterizedTest
    @MethodSource("settings")
    <R extends Record> void isReadAlike(Class<R> type, String settings) {
        assertThat(byTheTestKit(type, settings)).isEqualTo(byTheAgent(type, settings));
    }

    /** The record, or what is wrong, without places. */
    private <R extends Record> Object byTheAgent(Class<R> type, String settings) {
        // What stands in the configuration is relative to its top, what stands in a test to the settings.
        String text = settings.replace("${", "${vigia.plugins.p.settings.");
        PluginUse use = desk.load(
                        "vigia { accounts.sales { instance = I1, token = T1 }\nplugins.p {\nuse = a, settings {\n"
                                + text + "\n} } }")
                .plugins()
                .get(0);
        try {
            return use.settings().as(type);
        } catch (InvalidSettingsException e) {
            return inAnyOrder(e.problems().stream()
                    .map(problem -> problem.replaceFirst("^.*?vigia.conf:\\d+: ", "")
                            .replace("vigia.plugins.p.settings", "settings")));
        }
    }

    private static <R extends Record> Object byTheTestKit(Class<R> type, String settings) {
        Object[] read = new Object[1];
        Throwable refused = catchThrowable(() -> TestAgent.start(
                        setup -> read[0] = setup.settings(type),
                        TestUse.usual().instance("p").settings(settings))
                .close());
        return refused == null
                ? Objects.requireNonNull(read[0])
                : inAnyOrder(((RefusedException) refused)
                        .problems().stream().map(problem -> problem.replace("plugin instance \"p\": ", "")));
    }

    private static List<String> inAnyOrder(Stream<String> problems) {
        return List.copyOf(new TreeSet<>(problems.toList()));
    }
}
