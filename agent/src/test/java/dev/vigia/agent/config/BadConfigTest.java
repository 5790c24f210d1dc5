package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads who wrote one line that cannot be used. */
class BadConfigTest {
    private final Desk desk;

    BadConfigTest(@TempDir Path directory) {
        desk = new Desk(directory);
    }

    @ParameterizedTest
    @MethodSource({"shapes", "ranges", "addresses", "accounts", "plugins"})
    void saysWhereAndWhatAndWhatToDo(String line, String problem) {
        assertThat(desk.problems("""
                vigia {
                  accounts.sales { instance = I1, token = T1 }
                  %s
                }
                """.formatted(line))).containsExactly("vigia.conf:3: " + problem);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("poll.intervall = 5s", "unknown key 'intervall' in vigia.poll; did you mean 'interval'?"),
                arguments("poll.pageSize = 5", "unknown key 'pageSize' in vigia.poll; did you mean 'page-size'?"),
                arguments("pol.interval = 3s", "unknown key 'pol' in vigia; did you mean 'poll'?"),
                arguments("web.colour = red", "unknown key 'colour' in vigia.web; known here: address, port"),
                arguments("poll = 5", "vigia.poll must be a section: { … }, not a number"),
                arguments("plugins = a", "vigia.plugins must be a section: { … }, not a text"),
                arguments(
                        "poll.interval = [1]",
                        "vigia.poll.interval must be a duration such as 30s, 5m or 7d, not a list"),
                arguments("poll.interval = soon", "vigia.poll.interval must be a duration such as 30s, 5m or 7d"),
                arguments(
                        "poll.interval = 5", "vigia.poll.interval has no unit; write a duration such as 30s, 5m or 7d"),
                arguments(
                        "poll.interval = null",
                        "vigia.poll.interval is null; give it a value, or remove the line to have the default if there is one"),
                arguments("poll.page-size = ten", "vigia.poll.page-size must be a whole number"),
                arguments("poll.page-size = 1.5", "vigia.poll.page-size must be a whole number"),
                arguments("zapi.max-body = 8 MiX", "vigia.zapi.max-body must be a size such as 512 KiB or 8 MiB"),
                arguments("actions.dry-run = maybe", "vigia.actions.dry-run must be true or false"),
                arguments("plugin-directory = \"\"", "vigia.plugin-directory must be a path"));
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                arguments("poll.interval = 0s", "vigia.poll.interval must be at least 1s, not 0s"),
                arguments("poll.interval = 999ms", "vigia.poll.interval must be at least 1s, not 999ms"),
                arguments("poll.interval = -90s", "vigia.poll.interval must be at least 1s, not -90s"),
                arguments(
                        "poll.interval = 20m",
                        "vigia.poll.interval does not fit: sweep-every (10m) must be at least interval (20m)"),
                arguments(
                        "poll { interval = 9m, sweep-every = 8m }",
                        "vigia.poll.sweep-every does not fit: sweep-every (8m) must be at least interval (9m)"),
                arguments("poll.page-size = 0", "vigia.poll.page-size must be at least 1, not 0"),
                arguments("poll.page-size = 1001", "vigia.poll.page-size must be at most 1000, not 1001"),
                arguments("zapi.max-body = 10", "vigia.zapi.max-body must be at least 1024 bytes, not 10 bytes"),
                arguments(
                        "zapi.max-body = 1 GiB",
                        "vigia.zapi.max-body must be at most 536870912 bytes, not 1073741824 bytes"),
                arguments("zapi.timeout = 0s", "vigia.zapi.timeout must be at least 100ms, not 0s"),
                arguments("zapi.timeout = 11m", "vigia.zapi.timeout must be at most 10m, not 11m"),
                arguments("zapi.requests-per-second = 0", "vigia.zapi.requests-per-second must be at least 1, not 0"),
                arguments("store.keep-events = 1s", "vigia.store.keep-events must be at least 1m, not 1s"),
                arguments(
                        "actions.per-chat-per-hour = -1", "vigia.actions.per-chat-per-hour must be at least 0, not -1"),
                arguments("web.port = 65536", "vigia.web.port must be at most 65535, not 65536"));
    }

    static Stream<Arguments> addresses() {
        String example = "; write it like https://api.z-api.io";
        String url = "vigia.zapi.base-url ";
        String noTls = url
                + "must begin with https://, because the token is in every request; http:// is for this machine only"
                + " (localhost, 127.0.0.1, [::1])" + example;
        String decorated = url + "must have no user, password, ? or #" + example;
        String noFile =
                "vigia.store.url must name a file and nothing else after jdbc:sqlite:, as in jdbc:sqlite:data/vigia.db";
        return Stream.of(
                arguments("zapi.base-url = \"http://api.z-api.io\"", noTls),
                arguments("zapi.base-url = \"http://127.evil.example\"", noTls),
                arguments("zapi.base-url = \"http://localhost.evil.example\"", noTls),
                arguments("zapi.base-url = \"https://me:pw@host\"", decorated),
                arguments("zapi.base-url = \"https://host/?a=b\"", decorated),
                arguments("zapi.base-url = \"https://host/#a\"", decorated),
                arguments("zapi.base-url = \"https://h h\"", url + "is not an address" + example),
                arguments("zapi.base-url = \"\"", url + "must begin with https://" + example),
                arguments("zapi.base-url = \"ftp://host\"", url + "must begin with https://" + example),
                arguments("zapi.base-url = api.z-api.io", url + "must begin with https://" + example),
                arguments("zapi.base-url = \"https://a_b\"", url + "has no valid host name" + example),
                arguments("zapi.base-url = \"https://host:70000\"", url + "has a port that does not exist" + example),
                arguments(
                        "zapi.base-url = \"https://host/instances/A/token/B/chats\"",
                        url + "must end before /instances/…; instance and token belong to the account" + example),
                arguments(
                        "web.address = \"a b\"", "vigia.web.address must be an address such as 127.0.0.1 or localhost"),
                arguments(
                        "store.url = data/vigia.db",
                        "vigia.store.url must begin with jdbc:sqlite:, as in jdbc:sqlite:data/vigia.db"),
                arguments("store.url = \"jdbc:sqlite:\"", noFile),
                arguments("store.url = \"jdbc:sqlite::memory:\"", noFile),
                arguments("store.url = \"jdbc:sqlite:data/vigia.db?synchronous=OFF\"", noFile),
                arguments(
                        "store.url = \"jdbc:postgresql://db/vigia\"",
                        "vigia.store.url is PostgreSQL, which is part of the design but not supported by this version;"
                                + " use jdbc:sqlite:data/vigia.db"));
    }

    static Stream<Arguments> accounts() {
        String b = "vigia.accounts.b";
        String form =
                " has a character that no Z-API value has (allowed are letters, digits, '.', '_' and '-'; the value is"
                        + " not shown); copy it again";
        String badName = " has a name that cannot be used; take letters, digits, '-' and '_', at most 64";
        return Stream.of(
                arguments("accounts.b { token = T2 }", b + ".instance is missing; add it"),
                arguments(
                        "accounts.b { instance = I2 }",
                        b
                                + ".token is missing; add token = \"…\", or token-file with the path of a file that holds it"),
                arguments(
                        "accounts.b { instance = i1, token = T2 }",
                        b
                                + ".instance is the same instance as vigia.accounts.sales.instance (vigia.conf:2); an instance can be"
                                + " watched once only, remove one of the two accounts"),
                arguments("accounts.b { instance = \"I/2\", token = T2 }", b + ".instance" + form),
                arguments("accounts.b { instance = I2, token = \"T 2\" }", b + ".token" + form),
                arguments("accounts.b { instance = I2, token = \"..\" }", b + ".token" + form),
                arguments("accounts.b { instance = I2, token = T2, client-token = \"é\" }", b + ".client-token" + form),
                arguments(
                        "accounts.b { instance = I2, token = \"\" }",
                        b + ".token is empty; put the value there that Z-API shows for the instance"),
                arguments(
                        "accounts.b { instance = I2, token = T2, token-file = t }",
                        b + ".token-file is given besides token; keep one of the two"),
                arguments(
                        "accounts.b { instance = I2, token-file = \"/no/such\" }",
                        b + ".token-file names a file that does not exist (/no/such); create it, or correct the path"),
                arguments(
                        "accounts.b { instance = I2, token-file = \"/\" }",
                        b + ".token-file names a directory (/); name the file in it"),
                arguments("accounts.\"b c\" { instance = I2, token = T2 }", "vigia.accounts.\"b c\"" + badName),
                arguments("accounts.\"\" { instance = I2, token = T2 }", "vigia.accounts.\"\"" + badName),
                arguments("accounts.b = 5", b + " must be a section: { … }, not a number"),
                arguments(
                        "accounts.b { instance = I2, token = T2, clientToken = C }",
                        "unknown key 'clientToken' in vigia.accounts.b; did you mean 'client-token'?"),
                arguments(
                        "accounts.sales.poll.interval = 1h",
                        "vigia.accounts.sales.poll.interval does not fit: sweep-every (10m) must be at least interval (1h)"),
                arguments(
                        "accounts.sales.poll.intervall = 1h",
                        "unknown key 'intervall' in vigia.accounts.sales.poll; did you mean 'interval'?"));
    }

    static Stream<Arguments> plugins() {
        String list = " ('vigia plugins list' shows them)";
        return Stream.of(
                arguments("plugins.p {}", "vigia.plugins.p.use is missing; add use = the id of a plugin" + list),
                arguments(
                        "plugins.p { use = Journal }",
                        "vigia.plugins.p.use must be the id of a plugin: lower-case letters, digits and '-'" + list),
                arguments(
                        "plugins.p { use = a, accounts = [salse] }",
                        "vigia.plugins.p.accounts[0] is no account in vigia.accounts; did you mean 'sales'?"),
                arguments(
                        "plugins.p { use = a, accounts = [sales, support] }",
                        "vigia.plugins.p.accounts[1] is no account in vigia.accounts; known here: sales"),
                arguments(
                        "plugins.p { use = a, accounts = [] }",
                        "vigia.plugins.p.accounts is an empty list, so the plugin would get nothing; remove the line to give it"
                                + " all accounts"),
                arguments(
                        "plugins.p { use = a, accounts = sales }",
                        "vigia.plugins.p.accounts must be a list: [ … ], not a text"),
                arguments(
                        "plugins.p { use = a, setting {} }",
                        "unknown key 'setting' in vigia.plugins.p; did you mean 'settings'?"),
                arguments(
                        "plugins.p { use = a, settings = 3 }",
                        "vigia.plugins.p.settings must be a section: { … }, not a number"),
                arguments(
                        "plugins.\"p q\" { use = a }",
                        "vigia.plugins.\"p q\" has a name that cannot be used; take letters, digits, '-' and '_', at most 64"));
    }

    @Test
    void tellsEverythingAtOnce_inTheOrderOfTheFile() {
        assertThat(desk.problems("""
                vigia {
                  web.port = high
                  accounts {
                    a { instance = I1, token = T1, poll.page-size = 0 }
                    b { instance = I1 }
                  }
                  plugins.p { use = x, accounts = [c] }
                  poll { interval = 0s, sweep-every = 1x }
                  zapi.timout = 1s
                }
                """))
                .satisfiesExactly(
                        port -> assertThat(port).startsWith("vigia.conf:2: vigia.web.port "),
                        size -> assertThat(size).startsWith("vigia.conf:4: vigia.accounts.a.poll.page-size "),
                        twice -> assertThat(twice).startsWith("vigia.conf:5: vigia.accounts.b.instance "),
                        token -> assertThat(token).startsWith("vigia.conf:5: vigia.accounts.b.token "),
                        account -> assertThat(account).startsWith("vigia.conf:7: vigia.plugins.p.accounts[0] "),
                        interval -> assertThat(interval).startsWith("vigia.conf:8: vigia.poll.interval "),
                        sweep -> assertThat(sweep).startsWith("vigia.conf:8: vigia.poll.sweep-every "),
                        timeout -> assertThat(timeout).startsWith("vigia.conf:9: unknown key 'timout'"));
    }

    @Test
    void saysHowToBegin_whenThereIsNoAccount() {
        assertThat(desk.problems("\nvigia {\n}"))
                .containsExactly(
                        "vigia.conf:2: vigia.accounts is empty, so there is nothing to watch; add an account, with the"
                                + " values that Z-API shows for your instance: accounts { sales { instance = \"…\", token = \"…\","
                                + " client-token = \"…\" } }");
    }

    @Test
    void blamesThePropertyOrVariable_thatOverridesTheFile() {
        desk.properties.setProperty("vigia.poll.intervall", "5s");
        desk.properties.setProperty("vigia.web.port", "x");
        desk.set("CONFIG_FORCE_vigia_poll_page__size", "0");
        assertThat(desk.problems(
                        "vigia { accounts.sales { instance = I1, token = T1 }, web.port = 80, poll.page-size = 9 }"))
                .containsExactlyInAnyOrder(
                        "system property -Dvigia.poll.intervall: unknown key 'intervall' in vigia.poll; did you mean 'interval'?",
                        "system property -Dvigia.web.port: vigia.web.port must be a whole number",
                        "environment variable CONFIG_FORCE_vigia_poll_page__size: vigia.poll.page-size must be at least 1, not 0");
    }
}
