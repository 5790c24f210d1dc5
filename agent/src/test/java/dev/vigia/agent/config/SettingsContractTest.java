package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vigia.agent.config.SettingsTest.Defaulted;
import dev.vigia.agent.config.SettingsTest.Nested;
import dev.vigia.agent.config.SettingsTest.Point;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.api.Default;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent and the test kit read settings alike, and say the same of what is wrong with them. */
class SettingsContractTest {
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
                Arguments.of(Point.class, "x = ${y}, y = 3"),
                Arguments.of(Defaulted.class, "text = null, list = [], map {}, never = 3, maybe = 4, colour = blue"),
                Arguments.of(Nested.class, """
                        point { y = 1, z = 2 }, points = [{ x = 1 }, { x = a }, 5], words = a, grid = [[1, b]], pauses { slow = 5 }
                        maybe-point {}, "a.b" = 1, aWFzZGZhc2RmYXNkZmFzZGY5 = 1
                        """),
                Arguments.of(Strict.class, "least = 3"),
                Arguments.of(Strict.class, "least = -1"));
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
                        .problems().stream().map(problem -> problem.replaceFirst("^.*?settings:\\d+: ", "")));
    }

    private static List<String> inAnyOrder(Stream<String> problems) {
        return List.copyOf(new TreeSet<>(problems.toList()));
    }
}
