package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.action.ActionSettings;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.poll.PollSettings;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.sweep.MassGuardSettings;
import dev.vigia.agent.sweep.RemovalSettings;
import dev.vigia.agent.web.WebSettings;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
    private static final String ACCOUNT = "accounts.sales { instance = I1, token = T1 }";

    private final Desk desk;

    AgentConfigTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @Test
    void readsEveryKey() {
        AgentConfig config = desk.write("token", " T2\n").load("""
                vigia {
                  accounts {
                    sales { instance = I1, token = 007, client-token = C1, poll { interval = 30s } }
                    night { instance = I2, token-file = "%s/token" }
                  }
                  zapi { base-url = "https://white.label/api/", timeout = 10s, max-body = 1 MiB, requests-per-second = 2 }
                  poll { interval = 6s, sweep-every = 1h, page-size = 50 }
                  store { url = "jdbc:sqlite:elsewhere/v.db", keep-events = 2d }
                  plugin-directory = "/opt/plugins"
                  plugins {
                    journal { use = journal, settings { file = x } }
                    quiet { use = auto-reply, accounts = [night] }
                  }
                  actions { per-chat-per-hour = 1, per-account-per-minute = 2, dry-run = yes }
                  web { address = "::1", port = 0 }
                  watch = no
                }
                """.formatted(desk.directory));

        assertThat(config.accounts()).hasSize(2);
        assertThat(config.accounts().get(0).account())
                .isEqualTo(new Account("sales", "I1", Secret.of("007"), Secret.of("C1")));
        assertThat(config.accounts().get(0).poll())
                .isEqualTo(new PollSettings(
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        50,
                        new RemovalSettings(2, Duration.ofSeconds(30)),
                        new MassGuardSettings(0.2, 20)));
        assertThat(config.accounts().get(1).account()).isEqualTo(new Account("night", "I2", Secret.of("T2"), null));
        assertThat(config.accounts().get(1).poll())
                .isEqualTo(new PollSettings(
                        Duration.ofSeconds(6),
                        Duration.ofHours(1),
                        50,
                        new RemovalSettings(2, Duration.ofSeconds(30)),
                        new MassGuardSettings(0.2, 20)));
        assertThat(config.zapi())
                .isEqualTo(new ZApiSettings(URI.create("https://white.label/api"), Duration.ofSeconds(10), 1 << 20, 2));
        assertThat(config.store()).isEqualTo(new StoreSettings("jdbc:sqlite:elsewhere/v.db", Duration.ofDays(2)));
        assertThat(config.pluginDirectory()).isEqualTo(Path.of("/opt/plugins"));
        assertThat(config.actions()).isEqualTo(new ActionSettings(1, 2, true));
        assertThat(config.web()).isEqualTo(new WebSettings("::1", 0));

        assertThat(config.plugins()).extracting(PluginUse::instance).containsExactly("journal", "quiet");
        assertThat(config.plugins()).extracting(PluginUse::use).containsExactly("journal", "auto-reply");
        assertThat(config.plugins().get(0).accounts()).containsExactly("sales", "night");
        assertThat(config.plugins().get(1).accounts()).containsExactly("night");
        assertThat(config.plugins().get(0).origin()).endsWith("vigia.conf:11");
    }

    @Test
    void fillsInTheDefaults() {
        AgentConfig config = desk.load("vigia { " + ACCOUNT + " }");
        assertThat(config.accounts().get(0).poll())
                .isEqualTo(new PollSettings(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        100,
                        new RemovalSettings(2, Duration.ofSeconds(30)),
                        new MassGuardSettings(0.2, 20)));
        assertThat(config.zapi())
                .isEqualTo(new ZApiSettings(URI.create("https://api.z-api.io"), Duration.ofSeconds(30), 8 << 20, 5));
        assertThat(config.store()).isEqualTo(new StoreSettings("jdbc:sqlite:data/vigia.db", Duration.ofDays(7)));
        assertThat(config.pluginDirectory()).isEqualTo(Path.of("plugins"));
        assertThat(config.plugins()).isEmpty();
        assertThat(config.actions()).isEqualTo(new ActionSettings(6, 20, false));
        assertThat(config.web()).isEqualTo(new WebSettings("127.0.0.1", 8787));
    }

    @Test
    void takesPropertiesBeforeVariablesBeforeTheFile() {
        String config = "vigia { " + ACCOUNT + ", web { address = a, port = 1 }, poll.page-size = 1 }";
        desk.set("CONFIG_FORCE_vigia_web_port", "2").set("CONFIG_FORCE_vigia_poll_page__size", "2");
        desk.properties.setProperty("vigia.web.port", "3");
        assertThat(desk.load(config).web()).isEqualTo(new WebSettings("a", 3));
        assertThat(desk.load(config).accounts().get(0).poll().pageSize()).isEqualTo(2);
    }

    @Test
    void letsSystemPropertiesStandForNames_asHoconDoes() {
        desk.properties.setProperty("user.home", "/home/x");
        assertThat(desk.load("vigia { " + ACCOUNT + ", plugin-directory = ${user.home}/plugins }")
                        .pluginDirectory())
                .isEqualTo(Path.of("/home/x/plugins"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:1",
                "HTTPS://Example.com",
                "https://10.0.0.1/x"
            })
    void takesGatewaysThatAreEncryptedOrHere(String url) {
        assertThat(desk.load("vigia { " + ACCOUNT + ", zapi.base-url = \"" + url + "\" }")
                        .zapi()
                        .baseUrl())
                .hasToString(url);
    }

    @Test
    void shippedFileWorks_withThreeVariables() throws IOException {
        String shipped = Files.readString(Path.of("..", "conf", "vigia.conf"));
        assertThat(desk.problems(shipped))
                .extracting(problem -> problem.replaceFirst(".*variable (\\w+), which is not set.*", "$1"))
                .containsExactly("ZAPI_INSTANCE", "ZAPI_TOKEN", "ZAPI_CLIENT_TOKEN");

        desk.set("ZAPI_INSTANCE", "I1").set("ZAPI_TOKEN", "T1").set("ZAPI_CLIENT_TOKEN", "C1");
        AgentConfig config = desk.load(shipped);
        assertThat(config.accounts().get(0).account())
                .isEqualTo(new Account("sales", "I1", Secret.of("T1"), Secret.of("C1")));
        assertThat(config.plugins()).extracting(PluginUse::use).containsExactly("console", "journal");
    }

    @Test
    void shippedFileShowsTheDefaults_inItsComments() throws IOException {
        desk.set("ZAPI_INSTANCE", "I1").set("ZAPI_TOKEN", "T1").set("ZAPI_CLIENT_TOKEN", "C1");
        String shipped = Files.readString(Path.of("..", "conf", "vigia.conf"));
        String uncommented = shipped.replaceAll("(?m)^  # (\\S+ (\\{|=).*)$", "  $1");
        assertThat(uncommented).isNotEqualTo(shipped).contains("\n  web {", "\n  plugin-directory =", "\n  poll {");
        assertThat(desk.load(uncommented))
                .usingRecursiveComparison()
                .ignoringFields("plugins")
                .isEqualTo(desk.load(shipped));
    }

    @Test
    void aUseOfAPluginIsTheSame_whereverItIsWritten_andAnother_ifAnyValueIsAnother() {
        PluginUse use = use("use = journal, settings { file = 007, max-size = 1KiB, tags = [a, { b = 1 }] }");

        assertThat(use("\n\n settings { tags = [a, { b = 1 }], max-size = 1KiB\n file = 007 }, use = journal")
                        .asksForTheSameAs(use))
                .isTrue();
        for (String other : List.of(
                "use = journal, settings { file = 7, max-size = 1KiB, tags = [a, { b = 1 }] }",
                "use = journal, settings { file = 007, max-size = 1KiB, tags = [a, { b = 2 }] }",
                "use = journal, settings { file = 007, max-size = 1KiB, tags = [a] }",
                "use = journal, settings { file = 007, max-size = 1KiB, tags = [a, { b = 1 }], keep = 2 }",
                "use = console, settings { file = 007, max-size = 1KiB, tags = [a, { b = 1 }] }",
                "use = journal, parallelism = 2, settings { file = 007, max-size = 1KiB, tags = [a, { b = 1 }] }",
                "use = journal")) {
            assertThat(use(other).asksForTheSameAs(use)).as(other).isFalse();
        }
    }

    private PluginUse use(String section) {
        return desk.load("vigia { " + ACCOUNT + "\n plugins.one { " + section + " } }")
                .plugins()
                .get(0);
    }
}
