package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Files that do not get as far as being read key by key. */
class UnreadableConfigTest {
    private static final String NOT_UTF_8 =
            ": this line is not encoded in UTF-8 (ISO-8859-1 or Windows-1252?); save the file as UTF-8";

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
                        "vigia.conf:1: includes something that is not there or cannot be read; correct its name,"
                                + " or let the user that runs the agent read it");
    }

    @Test
    void namesFileAndLine_whenItIsNotUtf8() throws IOException {
        String text = """
                vigia {
                  accounts.sales { instance = I1, token = T1 }
                  plugins.night { use = x, settings.text = "Voltamos amanhã." }
                }
                """;
        byte[] latin1 = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(desk.directory.resolve("vigia.conf"), latin1);
        assertThat(desk.problems()).containsExactly("vigia.conf:3" + NOT_UTF_8);

        Files.write(desk.directory.resolve("text.conf"), latin1);
        assertThat(desk.problems("vigia {}\ninclude \"text\"\n")).containsExactly("text.conf:3" + NOT_UTF_8);
        assertThat(desk.problems("vigia {}\ninclude file(\"" + desk.directory + "/text.conf\")\n"))
                .containsExactly("text.conf:3" + NOT_UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE"})
    void namesTheEncoding_whenItIsUtf16(String encoding) throws IOException {
        byte[] utf16 = "\uFEFFvigia {}".getBytes(encoding);
        Files.write(desk.directory.resolve("vigia.conf"), utf16);
        assertThat(desk.problems()).containsExactly("vigia.conf: is encoded in UTF-16; save it as UTF-8");
    }

    @Test
    void takesAByteOrderMarkAndCarriageReturns() {
        String file =
                "\uFEFFvigia {\r\n  accounts.sales { instance = I1, token = T1 }\r\n  poll.interval = 7s\r\n}\r\n";
        assertThat(desk.load(file).accounts().get(0).poll().interval()).hasSeconds(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url(\"http://localhost:1/x.conf\")",
                "\"http://localhost:1/x.conf\"",
                "required(url(\"file:/x.conf\"))"
            })
    void refusesWhatOthersCouldChangeOnTheWay(String url) {
        assertThat(desk.problems("vigia {}\n\ninclude " + url + "\n"))
                .containsExactly(
                        "vigia.conf:3: includes a URL that does not begin with https://, so anybody on the way could"
                                + " write your configuration; use https, or copy the file and include that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"nope.conf\"", "\"nope\"", "file(\"nope.conf\")"})
    void warnsOfAnIncludeThatBringsNothing(String include) {
        desk.write("accounts.conf", "accounts.sales { instance = I1, token = T1 }\n\ninclude " + include);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Includes.class);
        logger.addAppender(log);
        try {
            assertThat(desk.load("vigia { include required(\"accounts.conf\") }")
                            .accounts())
                    .hasSize(1);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .asString()
                .startsWith("[WARN] ")
                .contains("accounts.conf:3: includes something that is not there");
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
