package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that do not get as far as being read key by key. */
class UnreadableConfigTest {
    private final Desk desk;

    UnreadableConfigTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @Test
    void saysWhereItLooked_whenThereIsNoFile() {
        assertThat(desk.problems())
                .containsExactly(
                        "vigia.conf: there is no such file (looked for vigia.conf); name the right one with -c FILE");
    }

    @Test
    void saysSo_whenTheFileIsADirectory() throws IOException {
        Files.createDirectory(desk.directory.resolve("vigia.conf"));
        assertThat(desk.problems()).containsExactly("vigia.conf: is a directory; name the file in it with -c FILE");
    }

    @Test
    void saysSo_whenTheFileMayNotBeRead() throws IOException {
        desk.write("vigia.conf", "vigia {}");
        Path file = desk.directory.resolve("vigia.conf");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file))
                .as("not for root, who may read everything")
                .isFalse();
        assertThat(desk.problems())
                .containsExactly("vigia.conf: cannot be read; let the user that runs the agent read it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            token = "abc                        | has a double quote that is not closed on its line
            token = @bc                         | has a character that must be in double quotes; put quotes around the value
            token = ${ABC                       | ends before a section is closed; a closing brace } is missing
            token = $ABC                        | has a $ that begins no ${NAME}; put quotes around the value if it is meant so
            token = "a\\bc\\d"                  | has a backslash in double quotes; double it
            token = a = b                       | goes on after a value; write one setting a line, and special characters in double quotes
            token = [1, 2                       | has a list without its closing bracket ] or without a comma
            }}                                  | has a closing brace } too many
            {                                   | has something where a key belongs; write key = value
            a..b = 1                            | has a key with a dot too many
            include abc                         | has an include that is not of the form include required("other.conf")
            token = ${ABC:-x}                   | has a character inside ${…} that no name can have
            """)
    void namesTheLine_whenItIsNotHocon(String line, String what) {
        assertThat(desk.problems("# one\nvigia {\n" + line + "\n}\n"))
                .singleElement()
                .asString()
                .matches("vigia\\.conf:[3-5]: this line .*")
                .endsWith(what + " (the mistake may be on a line before it)");
    }

    @Test
    void saysSo_whenASectionIsNotClosed() {
        assertThat(desk.problems("vigia {\n  web {\n}\n"))
                .containsExactly("vigia.conf:4: this line ends before a section is closed; a closing brace } is missing"
                        + " (the mistake may be on a line before it)");
    }

    @Test
    void suggestsTheSection_whenItIsMisspelt() {
        assertThat(desk.problems("\nviga {\n}"))
                .containsExactlyInAnyOrder(
                        "vigia.conf: there is no section vigia { … } in it; everything that the agent reads is in there",
                        "vigia.conf:2: unknown key 'viga' beside vigia; did you mean 'vigia'?");
    }

    @Test
    void saysSo_whenTheFileIsEmpty() {
        assertThat(desk.problems("# nothing yet\n"))
                .containsExactly(
                        "vigia.conf: there is no section vigia { … } in it; everything that the agent reads is in there");
    }

    @Test
    void saysSo_whenTheSectionIsNoSection() {
        assertThat(desk.problems("\nvigia = 5\n"))
                .containsExactly("vigia.conf:2: vigia must be a section: vigia { … }");
    }

    @Test
    void refusesSettingsOutsideTheSection_unlessSomethingRefersToThem() {
        String used = "pace = 7s\nvigia { accounts.sales { instance = I1, token = T1 }, poll.interval = ${pace} }\n";
        assertThat(desk.load(used).accounts().get(0).poll().interval()).hasSeconds(7);
        assertThat(desk.problems(used + "web.port = 80"))
                .containsExactly(
                        "vigia.conf:3: unknown key 'web' beside vigia; all settings belong inside vigia { … }, and no"
                                + " ${…} refers to this one");
    }

    @Test
    void namesTheIncludedFile_whenTheProblemIsThere() {
        desk.write("accounts.conf", "sales {\n  instance = I1\n}\n");
        assertThat(desk.problems("vigia {\n  accounts { include required(\"accounts.conf\") }\n}\n"))
                .containsExactly(
                        "accounts.conf:1: vigia.accounts.sales.token is missing; add token = \"…\", or token-file with"
                                + " the path of a file that holds it");
    }

    @Test
    void saysSo_whenAnIncludedFileIsMissing() {
        assertThat(desk.problems("vigia { include required(\"nope.conf\") }"))
                .containsExactly(
                        "vigia.conf: cannot be read, or includes a file that cannot be read; look at its include lines");
    }

    @Test
    void printsAsAList() {
        assertThatThrownBy(() -> desk.load("vigia { web.port = a, accounts.b { instance = I1, token = T1, x = 1 } }"))
                .isInstanceOf(InvalidConfigException.class)
                .hasNoCause()
                .message()
                .startsWith("The configuration cannot be used:\n  - ")
                .contains("\n  - ", "vigia.web.port", "unknown key 'x'");
    }
}
