package dev.vigia.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.Agent;
import dev.vigia.agent.config.ConfigSource;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.reload.Requests.Answer;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent whose operator changes its configuration and its plugins. */
@Timeout(120)
class ReloaderTest {
    private static final String SALES = "accounts.sales { instance = sales, token = sales-token }";
    private static final String SUPPORT = "accounts.support { instance = support, token = support-token }";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir
    private Path directory;

    private SimulatedAccount sales;
    private SimulatedAccount support;
    private Path file;
    private Agent agent;
    private Requests requests;

    @BeforeEach
    void start() throws Exception {
        sales = simulator.account("sales");
        support = simulator.account("support");
        sales.add("5511990000001", "Ana");
        Files.createDirectory(directory.resolve("plugins"));
        file = directory.resolve("vigia.conf");
        configure("watch = false", SALES);
        ConfigSource source = new ConfigSource(file, Map.of(), new Properties());
        agent = Agent.open(source.load(), source);
        agent.start();
        requests = new Requests(Store.beside(store(), Requests.DIRECTORY));
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(
                file, """
                vigia {
                  zapi { base-url = "%s", requests-per-second = 200 }
                  poll.interval = 1s
                  store.url = "jdbc:sqlite:%s/vigia.db"
                  plugin-directory = "%s/plugins"
                  web.port = 0
                  %s
                }
                """.formatted(simulator.simulator().baseUrl(), directory, directory, String.join("\n  ", lines)));
    }

    private StoreSettings store() {
        return new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7));
    }

    private Answer reload() throws Exception {
        return requests.await(requests.ask(), Duration.ofSeconds(60)).orElseThrow();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static void awaitLooks(SimulatedAccount account, int more) {
        int until = account.requests(Call.CHATS) + more;
        soon().until(() -> account.requests(Call.CHATS) >= until);
    }

    /** Notes the chat of every event in a file. */
    private void installNoter(String version) {
        PluginJar.of(PluginJar.source(
                        "Noter", "noter", "public record Settings(java.nio.file.Path file) {}", """
                        java.nio.file.Path file = setup.settings(Settings.class).file();
                        setup.on(NewUnread.class).handle((event, context) -> java.nio.file.Files.writeString(file,
                                "%s " + event.chat().unread() + "\\n",
                                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND));
                        """.formatted(version)))
                .version(version)
                .writeTo(directory.resolve("plugins"), "noter.jar");
    }

    private List<String> noted() throws IOException {
        Path notes = directory.resolve("notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    private String useOfNoter() {
        return "plugins.noter { use = noter, settings.file = \"" + directory.resolve("notes") + "\" }";
    }

    @Test
    void accountsCome_change_andGo() throws Exception {
        awaitLooks(sales, 1);
        configure("watch = false", SALES, SUPPORT);
        assertThat(reload()).isEqualTo(new Answer(List.of("Account support added"), List.of()));
        awaitLooks(support, 2);

        configure("watch = false", SALES + "\n  accounts.sales.poll.page-size = 50", SUPPORT);
        assertThat(reload().done()).containsExactly("Account sales changed: it is watched in the new way");
        awaitLooks(sales, 2);

        configure("watch = false", SUPPORT);
        assertThat(reload().done())
                .containsExactly("Account sales removed: it is not watched any more; what is stored of it stays");
        awaitLooks(support, 1);
        int looks = sales.requests(Call.CHATS);
        awaitLooks(support, 4);
        assertThat(sales.requests(Call.CHATS)).isEqualTo(looks);
        try (Store stored = Store.openToRead(store())) {
            assertThat(stored.accounts().load("sales").snapshot().chats()).hasSize(1);
        }
        assertThat(reload()).isEqualTo(new Answer(List.of(), List.of()));
    }

    @Test
    void aConfigurationWithProblems_changesNothing_andAllOfThemAreTold() throws Exception {
        configure("watch = false", SUPPORT, "frobnicate = 1", "poll.page-size = many");
        Answer answer = reload();
        assertThat(answer.done()).isEmpty();
        assertThat(answer.refused()).hasSize(3);
        assertThat(answer.refused().get(0)).contains("vigia.conf:", "unknown key 'frobnicate'");
        assertThat(answer.refused().get(1)).contains("vigia.poll.page-size must be a whole number");
        assertThat(answer.refused().get(2)).startsWith("Nothing was reloaded");

        Files.writeString(file, "vigia { accounts {");
        assertThat(reload().refused()).hasSize(2);
        Files.delete(file);
        assertThat(reload().refused().get(0)).contains("there is no such file");
        awaitLooks(sales, 2);
        assertThat(support.requests(Call.CHATS)).isZero();
    }

    @Test
    void whatCannotChangeWhileItRuns_isNamed_andTheRestTakesEffect() throws Exception {
        configure(
                "watch = false", SALES, SUPPORT, "web.port = 1", "store.keep-events = 1d", "delivery.slow-after = 9s");
        Answer answer = reload();
        assertThat(answer.done()).containsExactly("Account support added");
        assertThat(answer.refused())
                .containsExactly(
                        "vigia.store changed, which takes effect when the agent is restarted",
                        "vigia.delivery changed, which takes effect when the agent is restarted",
                        "vigia.web changed, which takes effect when the agent is restarted");
    }

    @Test
    void changesTakeEffectByThemselves_andSoDoPlugins() throws Exception {
        configure("watch = true", SALES);
        reload();
        installNoter("v1");
        configure("watch = true", SALES, SUPPORT, useOfNoter());
        awaitLooks(support, 1);
        soon().untilAsserted(() -> {
            sales.receive("5511990000001", 1);
            assertThat(noted()).isNotEmpty();
        });

        installNoter("v2");
        soon().untilAsserted(() -> {
            sales.receive("5511990000001", 1);
            assertThat(noted()).anyMatch(line -> line.startsWith("v2"));
        });
        assertThat(noted()).doesNotHaveDuplicates();
        assertThat(noted().stream().map(line -> Integer.valueOf(line.substring(3))))
                .isSorted();
    }

    @Test
    void aPluginThatNothingUsesYet_isToldOnce() throws Exception {
        installNoter("v1");

        assertThat(reload().done())
                .singleElement()
                .asString()
                .startsWith("Plugin noter v1 (")
                .endsWith(
                        "and nothing uses it yet: add a section such as vigia.plugins.noter { use = noter } to the configuration");
        assertThat(reload().done()).isEmpty();
    }

    @Test
    void whatIsDangerousInANewPlugin_isToldOnce() throws Exception {
        PluginJar.of(PluginJar.source(
                        "Bomb", "bomb", "", "setup.on(NewUnread.class).handle((event, context) -> System.exit(1));"))
                .writeTo(directory.resolve("plugins"), "bomb.jar");

        Answer answer = reload();

        assertThat(answer.refused()).isEmpty();
        assertThat(answer.done()).hasSize(2);
        assertThat(answer.done().get(0)).startsWith("Warning: bomb.jar").contains("System.exit");
        assertThat(reload().done()).isEmpty();
    }

    @Test
    void onlyTheAgentsUserMayAsk() throws Exception {
        Path asked = Store.beside(store(), Requests.DIRECTORY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(asked)))
                .isEqualTo("rwx------");
        reload();
        soon().untilAsserted(() -> assertThat(asked).isEmptyDirectory());
        agent.close();
        String unanswered = requests.ask();
        assertThat(requests.await(unanswered, Duration.ofMillis(1))).isEmpty();
        assertThat(requests.withdraw(unanswered)).isTrue();
        Requests elsewhere = new Requests(directory.resolve("nowhere"));
        assertThatThrownBy(elsewhere::ask).isInstanceOf(NoSuchFileException.class);
    }
}
