package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ${NAME}}: from the environment, from the file, or missing. */
class VariablesTest {
    private static final String ACCOUNT = "accounts.sales { instance = I1, token = T1 }";

    private final Desk desk;

    VariablesTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @Test
    void namesEveryVariableThatIsNotSet_andWhatElseIsWrong() {
        desk.set("EMPTY", " ");
        assertThat(desk.problems("""
                vigia {
                  accounts.sales {
                    instance = ${ZAPI_INSTANCE}
                    token = ${ZAPI_TOKEN}
                    client-token = ${EMPTY}
                  }
                  web.address = "host-"${HOST}".local"
                  web.port = x
                  plugins.p { use = a, settings { list = [${ITEM}] } }
                }
                """))
                .containsExactly(
                        "vigia.conf:3: vigia.accounts.sales.instance needs the environment variable ZAPI_INSTANCE, which is not"
                                + " set; set it, or write a value in its place",
                        "vigia.conf:4: vigia.accounts.sales.token needs the environment variable ZAPI_TOKEN, which is not set;"
                                + " set it, or write a value in its place",
                        "vigia.conf:5: vigia.accounts.sales.client-token needs the environment variable EMPTY, which is set, but"
                                + " empty; give it a value",
                        "vigia.conf:7: vigia.web.address needs the environment variable HOST, which is not set; set it, or write a"
                                + " value in its place",
                        "vigia.conf:8: vigia.web.port must be a whole number",
                        "vigia.conf:9: vigia.plugins.p.settings.list needs the environment variable ITEM, which is not set; set"
                                + " it, or write a value in its place");
    }

    @Test
    void tellsAMissingVariable_evenWhereASectionIsExpected() {
        assertThat(desk.problems("vigia {\n" + ACCOUNT + "\n poll = ${base} { interval = 3s }\n web = ${my.web}\n}"))
                .containsExactly(
                        "vigia.conf:3: vigia.poll refers to ${base}, which is defined neither in the configuration nor in the"
                                + " environment; define it",
                        "vigia.conf:4: vigia.web refers to ${my.web}, which is defined neither in the configuration nor in the"
                                + " environment; define it");
    }

    @Test
    void takesTheDefault_whenAnOptionalVariableIsNotSet() {
        String config = "vigia { " + ACCOUNT + ", web.port = ${?PORT} }";
        assertThat(desk.load(config).web().port()).isEqualTo(8787);
        assertThat(desk.set("PORT", "99").load(config).web().port()).isEqualTo(99);
        assertThat(desk.set("PORT", "").problems(config))
                .containsExactly(
                        "vigia.conf:1: vigia.web.port needs the environment variable PORT, which is set, but empty; give it a"
                                + " value");
    }

    @Test
    void needsNoVariable_whoseKeyIsOverridden() {
        desk.properties.setProperty("vigia.web.address", "localhost");
        assertThat(desk.load("vigia { " + ACCOUNT + ", web.address = ${NOT_SET} }")
                        .web()
                        .address())
                .isEqualTo("localhost");
    }

    @Test
    void namesTheLineOfTheKey_whenAVariableHoldsSomethingUnusable() {
        desk.set("PORT", "x");
        assertThat(desk.problems("vigia {\n" + ACCOUNT + "\nweb.port = ${PORT}\n}"))
                .containsExactly("vigia.conf:3: vigia.web.port must be a whole number");
    }

    @Test
    void isNotFooled_byTextThatLooksLikeAVariable() {
        String config = "vigia { " + ACCOUNT + ", plugin-directory = \"${NOT_SET}\"${?SUFFIX} }";
        assertThat(desk.load(config).pluginDirectory()).hasToString("${NOT_SET}");
    }

    @Test
    void sharesValues_betweenKeysAndIncludedFiles() {
        desk.set("FROM_ENVIRONMENT", "4s");
        desk.write("poll.conf", "pace = ${FROM_ENVIRONMENT}\n");
        AgentConfig config = desk.load("""
                common { include required("poll.conf") }
                vigia {
                  accounts.a { instance = I1, token = T1, poll.interval = ${common.pace} }
                  accounts.b = ${vigia.accounts.a} { instance = I2 }
                }
                """);
        assertThat(config.accounts())
                .extracting(watched ->
                        watched.account().instance() + " " + watched.poll().interval())
                .containsExactly("I1 PT4S", "I2 PT4S");
    }

    @Test
    void saysSo_whenValuesGoInACircle() {
        assertThat(desk.problems("vigia {\n" + ACCOUNT + "\nx = ${vigia.y}\ny = ${vigia.x}\n}"))
                .singleElement()
                .asString()
                .contains("stands for nothing, for itself");
    }
}
