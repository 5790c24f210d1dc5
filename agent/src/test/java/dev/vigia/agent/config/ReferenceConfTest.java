package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults and the code name the same keys. What the code reads, it lists itself, to whoever writes a key that it does not read. */
class ReferenceConfTest {
    private static final String KNOWN = "; known here: ";

    private final Desk desk;
    private final Config defaults = ConfigFactory.parseResources(ReferenceConfTest.class, "/reference.conf");

    ReferenceConfTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vigia", "vigia.zapi", "vigia.poll", "vigia.store", "vigia.actions", "vigia.web"})
    void hasExactlyTheKeysThatAreRead(String section) {
        String problem = desk.problems(
                        "vigia.accounts.sales { instance = I1, token = T1 }\n" + section + ".qqqqqqqqqqqqqq = 1")
                .get(0);
        assertThat(problem).contains("unknown key 'qqqqqqqqqqqqqq' in " + section + KNOWN);
        Set<String> read = new TreeSet<>(Arrays.asList(
                problem.substring(problem.indexOf(KNOWN) + KNOWN.length()).split(", ")));
        assertThat(defaults.getObject(section).keySet()).containsExactlyInAnyOrderElementsOf(read);
    }
}
