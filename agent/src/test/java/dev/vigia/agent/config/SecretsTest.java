package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the line of a secret, or with a file that holds one, the secret is not in the message. */
class SecretsTest {
    private static final String CANARY = "C4N4RYC4N4RYC4N4RYC4N4RY";

    private final Desk desk;

    SecretsTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isNotPrinted(String line) {
        desk.set("CANARY", CANARY)
                .set("SPACED", CANARY + " ")
                .write("file", CANARY + " " + CANARY)
                .write("long", CANARY.repeat(999));
        desk.write("bad.conf", "token = \"" + CANARY);
        desk.write("vigia.conf", "vigia {\n accounts.sales {\n instance = I1\n " + line + "\n }\n}\n");
        assertHidden();
    }

    static Stream<String> lines() {
        return Stream.of("token", "client-token", "instance")
                .flatMap(key -> Stream.of(
                        key + " = \"%s",
                        key + " = %s\"",
                        key + " = \"\"\"%s",
                        key + " = @%s",
                        key + " = %s@%s",
                        key + " = `%s`",
                        key + " = %s = x",
                        key + " = a : %s",
                        key + " = %s [1]",
                        key + " = [%s",
                        key + " = [%s]",
                        key + " = { %s }",
                        key + " = { %s = 1 }",
                        key + " = ${%s",
                        key + " = ${%s:-x}",
                        key + " = ${\"%s}",
                        key + " = $%s",
                        key + " = \"\\%s\"",
                        key + " = \"%s\\u12\"",
                        key + " = \"%s\\q\"",
                        key + " = \"%s/..\"",
                        key + " = %s é",
                        key + " = ${SPACED}",
                        key + " = ${CANARY} {}",
                        key + " = %s # }\n %s",
                        key + " = include \"%s\"\n x {",
                        key + ".%s = 1",
                        key + " %s",
                        key + " %s = 1",
                        key + "%s = 1",
                        "%s = 1",
                        "%s",
                        "\"%s\" : ",
                        "%s { }",
                        key + "-file = %s",
                        "include %s",
                        "include url(\"%s\")",
                        "include url(%s)",
                        "include required(\"bad.conf\")",
                        "poll.interval = ${CANARY}",
                        "poll.page-size = ${CANARY}",
                        "poll = ${CANARY}"))
                .map(line -> line.replace("%s", CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "long"})
    void isNotPrinted_whenItsFileIsUnusable(String file) {
        desk.write("file", CANARY + " " + CANARY).write("long", CANARY.repeat(999));
        desk.write(
                "vigia.conf",
                "vigia.accounts.sales { instance = I1, token-file = \"" + desk.directory + "/" + file + "\" }");
        assertHidden();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zapi.base-url",
                "store.url",
                "store.keep-events",
                "plugin-directory.x",
                "web.address",
                "web.port",
                "actions.dry-run",
                "plugins.p.use",
                "plugins.p.accounts",
                "zapi.max-body",
                "zapi.timeout",
                "accounts"
            })
    void isNotPrinted_whenItStandsWhereItDoesNotBelong(String key) {
        desk.set("CANARY", "https://u:" + CANARY + "@h/" + CANARY + "?" + CANARY);
        desk.write("vigia.conf", "vigia { accounts.sales { instance = I1, token = T1 }\n" + key + " = ${CANARY}\n}");
        assertHidden();
    }

    @Test
    void isNotPrinted_byTheConfigurationItself() {
        String config = "vigia.accounts.sales { instance = I1, token = " + CANARY + ", client-token = " + CANARY + " }";
        assertThat(desk.load(config).toString()).contains("sales").doesNotContain(CANARY);
    }

    private void assertHidden() {
        Throwable refused = Objects.requireNonNull(catchThrowable(desk::load), "the configuration was taken");
        assertThat(refused).isInstanceOf(InvalidConfigException.class);
        StringWriter printed = new StringWriter();
        refused.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContainIgnoringCase(CANARY);
    }
}
