package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.api.Default;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose code misbehaves, or which the agent does not know. */
class StrangeSettingsTest {
    private static final String P = "vigia.conf:3: vigia.plugins.p.settings";
    private static final String OUR = "dev.vigia.agent.config.StrangeSettingsTest$";

    record Hours(LocalTime opens, LocalTime closes) {
        Hours {
            if (!opens.isBefore(closes)) {
                throw new IllegalArgumentException("opens (" + opens + ") must be before closes (" + closes + ")");
            }
        }
    }

    record Careless(@Default("x") String text) {
        Careless {
            throw new IllegalStateException("no " + text);
        }
    }

    record Fatal(@Default("x") String text) {
        Fatal {
            throw new StackOverflowError();
        }
    }

    record Mute(@Default("x") String text) {
        Mute {
            throw new Refusal();
        }
    }

    static final class Refusal extends IllegalArgumentException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }

    record Unreadable(Locale locale, List<Thread> threads, Map<Integer, String> numbered) {}

    record BadDefault(@Default("noon") LocalTime opens) {}

    record Endless(Endless next) {}

    record Chain(int value, Optional<Chain> next) {}

    @SuppressWarnings("unused")
    private record Hidden(String text, Inner inner) {
        private record Inner(@Default("3") int number) {}
    }

    record Incomplete(Missing missing, @Default("x") String text) {}

    record Missing(@Default("x") String text) {}

    private final Desk desk;

    StrangeSettingsTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @Test
    void passesOn_whatTheRecordItselfRefuses() {
        assertThat(problems(Hours.class, "opens = \"18:00\", closes = \"9:00\""))
                .containsExactly(P + " cannot be used: opens (18:00) must be before closes (09:00)");
    }

    @Test
    void asksTheRecord_onlyWhenAllItsValuesAreThere() {
        assertThat(problems(Hours.class, "opens = \"18:00\"")).containsExactly(P + ".closes is missing; add it");
    }

    @Test
    void containsAnyOtherFailure() {
        assertThat(problems(Careless.class, ""))
                .containsExactly(P + " are refused by the plugin's record " + OUR
                        + "Careless with IllegalStateException: no x; tell the plugin's author");
        assertThat(problems(Fatal.class, ""))
                .containsExactly(P + " are refused by the plugin's record " + OUR
                        + "Fatal with StackOverflowError; tell the plugin's author");
        assertThat(problems(Mute.class, ""))
                .containsExactly(P + " are refused by the plugin's record " + OUR
                        + "Mute with Refusal; tell the plugin's author");
    }

    @Test
    void saysWhoseMistakeItIs_whenATypeOrADefaultCannotWork() {
        assertThat(problems(Unreadable.class, "locale = pt, threads = [a], numbered { a = b }"))
                .containsExactly(
                        P
                                + ".locale is declared by the plugin as java.util.Locale, which no setting can be; tell the plugin's"
                                + " author",
                        P
                                + ".threads[0] is declared by the plugin as java.lang.Thread, which no setting can be; tell the"
                                + " plugin's author",
                        P
                                + ".numbered is declared by the plugin as java.util.Map<java.lang.Integer, java.lang.String>, which no"
                                + " setting can be; tell the plugin's author");
        assertThat(problems(BadDefault.class, ""))
                .containsExactly(
                        P + ".opens is missing, and the plugin's own default for it cannot be read; set it, and tell"
                                + " the plugin's author");
    }

    @Test
    void endsARecordThatContainsItself() {
        assertThat(problems(Endless.class, "")).singleElement().asString().contains("nested too deeply");
        assertThat(source("value = 1, next { value = 2 }").as(Chain.class))
                .isEqualTo(new Chain(1, Optional.of(new Chain(2, Optional.empty()))));
    }

    @Test
    void readsRecordsThatAreNotPublic() {
        assertThat(source("text = a").as(Hidden.class)).isEqualTo(new Hidden("a", new Hidden.Inner(3)));
    }

    @Test
    void readsRecordsOfAnotherLoader() throws Exception {
        Class<? extends Record> stranger = elsewhere("Chain", "");
        assertThat(stranger).isNotEqualTo(Chain.class);
        assertThat(source("value = 1, next { value = 2 }").as(stranger))
                .isInstanceOf(stranger)
                .hasToString("Chain[value=1, next=Optional[Chain[value=2, next=Optional.empty]]]");
    }

    @Test
    void containsAMissingClass() throws Exception {
        Class<? extends Record> incomplete = elsewhere("Incomplete", "Missing");
        assertThat(problems(incomplete, ""))
                .singleElement()
                .asString()
                .startsWith(P + " cannot be read into the plugin's record " + OUR + "Incomplete: NoClassDefFoundError")
                .endsWith("; tell the plugin's author");
    }

    private SettingsSource source(String settings) {
        String config = "vigia { accounts.sales { instance = I1, token = T1 }\nplugins.p {\nuse = a, settings {"
                + settings + "} } }";
        return desk.load(config).plugins().get(0).settings();
    }

    private List<String> problems(Class<? extends Record> type, String settings) {
        SettingsSource source = source(settings);
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, () -> source.as(type));
        return Objects.requireNonNull(refused, "the settings were taken").problems().stream()
                .map(problem -> problem.replace(desk.directory + "/", ""))
                .toList();
    }

    /** One of the records above as a plugin's loader would give it, with one class missing. */
    private static Class<? extends Record> elsewhere(String name, String missing) throws ClassNotFoundException {
        ClassLoader loader = new ClassLoader(StrangeSettingsTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                if (!wanted.startsWith(StrangeSettingsTest.class.getName())) {
                    return super.loadClass(wanted, resolve);
                }
                if (wanted.equals(OUR + missing)) {
                    throw new ClassNotFoundException(wanted);
                }
                @Nullable Class<?> loaded = findLoadedClass(wanted);
                return loaded == null ? define(wanted) : loaded;
            }

            private Class<?> define(String wanted) throws ClassNotFoundException {
                try (InputStream in = Objects.requireNonNull(
                        StrangeSettingsTest.class.getResourceAsStream("/" + wanted.replace('.', '/') + ".class"))) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(wanted, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(wanted, e);
                }
            }
        };
        return Class.forName(OUR + name, true, loader).asSubclass(Record.class);
    }
}
