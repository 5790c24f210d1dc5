package dev.vigia.agent.built;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can get wrong, each told so that he knows what to do, and nothing done by halves. */
class BadInputIT {
    private static final String ACCOUNT = "accounts.loja { instance = loja, token = loja-token }";
    private static final String JOURNAL = "plugins.journal { use = journal }";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private Workplace workplace = new Workplace(directory);

    @BeforeEach
    void makeWorkplace() {
        workplace = new Workplace(directory);
        SimulatedAccount account = simulator.account("loja");
        account.add("5511911111111", "Ana");
    }

    private void configure(String... lines) {
        workplace.configure(simulator.simulator().baseUrl(), lines);
    }

    @Test
    void reportsAllProblemsOfTheConfigurationAtOnce_andStartsNothing() {
        workplace.write("mine.conf", """
                vigia {
                  accounts {
                    a { instance = one, tokn = t }
                    b { instance = ONE, token = t }
                    c { instance = three, token = ${VIGIA_TEST_IS_NOT_SET} }
                  }
                  zapi.base-url = "http://api.example.org"
                  plugins { j { use = journal, accounts = [d] } }
                  pol.interval = 1s
                }
                """);
        workplace
                .run("run", "-c", "mine.conf")
                .failed(2)
                .saying(
                        "mine.conf:3: unknown key 'tokn' in vigia.accounts.a; did you mean 'token'?",
                        "mine.conf:3: vigia.accounts.a.token is missing",
                        "mine.conf:4: vigia.accounts.b.instance is the same instance as vigia.accounts.a.instance",
                        "mine.conf:5: vigia.accounts.c.token needs the environment variable VIGIA_TEST_IS_NOT_SET",
                        "mine.conf:7: vigia.zapi.base-url must begin with https://",
                        "mine.conf:8: vigia.plugins.j.accounts",
                        "mine.conf:9: unknown key 'pol' in vigia; did you mean 'poll'?");
        assertThat(workplace.file("data")).doesNotExist();
    }

    @Test
    void saysWhereItLookedForTheConfiguration() {
        workplace
                .run("run")
                .failed(2)
                .saying("conf/vigia.conf: there is no such file", directory + "/conf/vigia.conf", "-c FILE");
    }

    @Test
    void refusesADirectoryThatCannotBe() {
        workplace.write("blocked", "a file where a directory should be");
        configure(ACCOUNT, "store.url = \"jdbc:sqlite:blocked/vigia.db\"");
        workplace.run("run").failed(1).saying("blocked/vigia.db cannot be created", "Check that the directory");
    }

    @Test
    void refusesADirectoryThatOthersOwn() throws IOException {
        Path sealed = workplace.makeDirectory("sealed");
        Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isWritable(sealed), "the super-user may write everywhere");
        configure(ACCOUNT, "store.url = \"jdbc:sqlite:sealed/vigia.db\"");
        workplace.run("run").failed(1).saying("sealed/vigia.db cannot be created", "Check that the directory");
    }

    @Test
    void refusesASecondAgentOnTheSameData_andLeavesTheFirstAlone() {
        configure(ACCOUNT, JOURNAL);
        try (RunningAgent first = workplace.start("run")) {
            first.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            workplace
                    .run("run")
                    .failed(1)
                    .saying("Another agent is running on the database", "data/vigia.db", "Stop it first");
            assertThat(workplace.run("check").wentWell().out())
                    .contains(
                            "plugin journal: found, with settings that fit; not set up, because an agent is running",
                            "account loja: ok");

            first.awaitThat(() -> assertThat(workplace.chats()).hasSize(1));
            assertThat(first.terminate().err()).doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void refusesADamagedDatabaseAndOneOfANewerVersion_andChangesNothing() throws IOException, SQLException {
        configure(ACCOUNT, JOURNAL);
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            agent.terminate();
        }
        Path damaged = workplace.makeDirectory("damaged").resolve("vigia.db");
        Path newer = workplace.makeDirectory("newer").resolve("vigia.db");
        for (Path copy : List.of(damaged, newer)) {
            Files.copy(workplace.file("data/vigia.db"), copy);
        }
        damage(damaged);
        make99(newer);

        configure(ACCOUNT, "store.url = \"jdbc:sqlite:damaged/vigia.db\"");
        refuses(damaged, "damaged/vigia.db is damaged", "Nothing was changed", "backup");
        workplace.run("chats").failed(1).saying("damaged/vigia.db");
        configure(ACCOUNT, "store.url = \"jdbc:sqlite:newer/vigia.db\"");
        refuses(newer, "newer/vigia.db was written by a newer version", "Run the newer agent");
        workplace.run("chats").failed(1).saying("newer/vigia.db was written by a newer version");
    }

    private void refuses(Path database, String... words) throws IOException {
        byte[] before = Files.readAllBytes(database);
        workplace.run("run").failed(1).saying(words);
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    private static void damage(Path database) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(4096);
            file.write("not a page of a database".repeat(100).getBytes(US_ASCII));
        }
    }

    private static void make99(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO schema_history (installed_rank, version, description, type, script,"
                            + " checksum, installed_by, installed_on, execution_time, success)"
                            + " VALUES (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 1, '', '2099-01-01 00:00:00.000', 1, 1)");
        }
    }

    @Test
    void runsTheOtherPlugins_whenOneCannot() throws IOException {
        Path plugins = workplace.copyOfBundledPlugins();
        PluginJar.withSetup("broken", "throw new IllegalStateException(\"the disk is on fire\");")
                .writeTo(plugins, "broken.jar");
        Files.writeString(plugins.resolve("garbage.jar"), "no jar at all");
        configure(
                ACCOUNT,
                JOURNAL,
                "plugin-directory = plugins",
                "plugins.unknown { use = jurnal }",
                "plugins.broken { use = broken }",
                "plugins.value { use = journal, settings { file = data/other.jsonl, keep = 0 } }",
                "plugins.key { use = journal, settings { fiel = data/other.jsonl } }");
        String[] problems = {
            "garbage.jar",
            "plugin instance \"unknown\" uses \"jurnal\", but there is no such plugin",
            "Did you mean \"journal\"?",
            "plugin instance \"broken\"",
            "the disk is on fire",
            "keep is 0; keep at least 1 file",
            "unknown key 'fiel' in vigia.plugins.key.settings; did you mean 'file'?"
        };
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            assertThat(agent.terminate().err()).contains(problems);
        }
        Ended check = workplace.run("check");
        assertThat(check.out()).contains(problems).contains("plugin journal: ok", "account loja: ok");
        assertThat(check.code()).isEqualTo(1);
        Ended list = workplace.run("plugins", "list").failed(1).saying("garbage.jar");
        assertThat(list.out()).contains("console", "journal", "broken");
    }

    @Test
    void saysThatThePluginDirectoryIsMissing() {
        configure(ACCOUNT, JOURNAL, "plugin-directory = plugs");
        String[] words = {"plugin directory", "plugs does not exist", "vigia.plugin-directory"};
        workplace.run("run").failed(1).saying(words);
        workplace.run("plugins", "list").failed(1).saying(words);
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            configure(ACCOUNT, JOURNAL, "web.port = " + port);
            workplace
                    .run("run")
                    .failed(1)
                    .saying("127.0.0.1:" + port, "Another program may use that port", "vigia.web.port");
            workplace
                    .run("simulate", "--port", port)
                    .failed(1)
                    .saying("Port " + port + " is in use by another program", "--port");
        }
    }
}
