package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.Sample;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person uses them who has never seen the program. */
class CommandsIT {
    private static final Pattern BASE_URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    /** Runs commands side by side, since each is done in a moment. */
    private Map<String, Ended> runAll(Workplace workplace, String... commands) {
        Map<String, RunningAgent> running = new LinkedHashMap<>();
        for (String command : commands) {
            running.put(command, workplace.start(command.isEmpty() ? new String[0] : command.split(" ")));
        }
        Map<String, Ended> ended = new LinkedHashMap<>();
        running.forEach((command, process) -> ended.put(command, process.end()));
        return ended;
    }

    @Test
    void helpsWhoeverAsks() {
        Map<String, Ended> ended = runAll(
                new Workplace(directory),
                "",
                "help",
                "--help",
                "help run",
                "help dead list",
                "run --help",
                "demo --help",
                "check --help",
                "chats --help",
                "events --help",
                "why --help",
                "dead --help",
                "dead list --help",
                "dead retry --help",
                "dead discard --help",
                "replay --help",
                "forget --help",
                "plugins --help",
                "plugins list --help",
                "plugins check --help",
                "plugins new --help",
                "reload --help",
                "simulate --help");
        ended.forEach((command, end) -> {
            assertThat(end.wentWell().err()).isEmpty();
            String name = command.replace("--help", "").replace("help", "").strip();
            assertThat(end.out()).contains(("Usage: vigia " + name).strip());
        });
        assertThat(ended.values())
                .filteredOn(end -> end.out().startsWith("Usage: vigia [-hV] COMMAND"))
                .hasSize(3)
                .allSatisfy(end -> assertThat(end.out())
                        .contains("run ", "demo ", "check ", "chats ", "plugins ", "simulate ")
                        .contains("events ", "why ", "dead ", "replay ", "forget ", "reload "));
    }

    @Test
    void tellsItsVersion() {
        runAll(new Workplace(directory), "version", "--version", "check --version")
                .values()
                .forEach(end ->
                        assertThat(end.wentWell().out()).matches("vigia \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n"));
    }

    @Test
    void saysWhatIsWrongAndWhereHelpIs_whenCalledWrongly() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("frobnicate", "There is no command 'frobnicate'; known here: run, demo, ");
        messages.put("rnu", "There is no command 'rnu'; did you mean 'run'?\n");
        messages.put("dead lsit", "There is no command 'lsit'; did you mean 'list'?\nFor help: vigia help dead\n");
        messages.put("help dead lsit", "There is no command 'lsit'; did you mean 'list'?\n");
        messages.put("chats --jsno", "Unknown option: '--jsno'; did you mean '--json'?\nFor help: vigia help chats\n");
        messages.put("run --frob", "Unknown option: '--frob'");
        messages.put("run everything", "'everything' is nothing that the command run takes");
        messages.put("plugins", "Missing required subcommand");
        messages.put("chats --account", "Missing required parameter for option '--account'");
        messages.put("demo --rate 0", "--rate must be above 0");
        messages.put("simulate --port 70000", "--port must be 0 to 65535");
        messages.put("simulate --wire morse", "expected one of [seed, today, typed]");
        runAll(new Workplace(directory), messages.keySet().toArray(String[]::new))
                .forEach((command, end) -> assertThat(end.failed(2)
                                .saying(String.valueOf(messages.get(command)))
                                .err()
                                .lines())
                        .hasSize(2));
    }

    /** As a service manager, cron or a slim container image starts it. */
    @Test
    void needsNoLocale() {
        Path place = directory.resolve("açaí");
        Workplace workplace = new Workplace(place)
                .environment("LC_ALL", "POSIX")
                .environment("JAVA_OPTS", "-Duser.language=ar -Duser.country=EG");
        SimulatedAccount account = simulator.account("sales");
        account.add("5511911111111", "José");
        workplace.configure(
                simulator.simulator().baseUrl(), "accounts.sales { instance = sales, token = sales-token }");
        assertThat(workplace.run("check").wentWell().out()).contains("configuration: ok");
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitErr("account=sales");
            assertThat(agent.terminate().err())
                    .containsPattern("\\d\\d:\\d\\d")
                    .doesNotContainPattern("[\u0660-\u0669]");
        }
        assertThat(place.resolve("data/vigia.db")).exists();
        assertThat(workplace.run("chats").wentWell().out()).contains("José").doesNotContainPattern("[\u0660-\u0669]");
    }

    @Test
    void checksEachAccount() {
        SimulatedAccount good = simulator.account("good");
        good.add("5511911111111", "Ana");
        simulator.account("away").disconnect();
        simulator.account("wrong");
        simulator.simulator().account("demanding", "demanding-token", "the-client-token");
        simulator.simulator().account("strict", "strict-token", "the-client-token");
        simulator.account("unpaid").fault(Fault.subscriptionLapsed());
        Workplace workplace = new Workplace(directory);
        String goodAccount = "accounts.good { instance = good, token = good-token }";
        String journal = "plugins.journal { use = journal }";
        workplace.configure(simulator.simulator().baseUrl(), goodAccount, journal);
        assertThat(workplace.run("check").wentWell().out().lines())
                .contains("configuration: ok", "account good: ok (connected; 1 chat, read whole, in one page)")
                .anyMatch(line -> line.startsWith("plugin journal: ok"));

        workplace.configure(
                simulator.simulator().baseUrl(),
                goodAccount,
                journal,
                "accounts.away { instance = away, token = away-token }",
                "accounts.wrong { instance = wrong, token = mistyped }",
                "accounts.demanding { instance = demanding, token = demanding-token }",
                "accounts.strict { instance = strict, token = strict-token, client-token = mistyped }",
                "accounts.unpaid { instance = unpaid, token = unpaid-token }");
        Ended check = workplace.run("check").failed(1);
        assertThat(check.out().lines())
                .anyMatch(line -> line.startsWith("account good: ok"))
                .anyMatch(line -> line.startsWith("account away: Z-API answers, but the phone is not connected"))
                .anyMatch(line -> line.matches("account wrong: .*Instance not found.*check .*token.*"))
                .anyMatch(line -> line.matches("account demanding: .*client-token is not configured.*Check .*"))
                .anyMatch(line -> line.matches("account strict: .*Client-Token .* not allowed.*Check .*client-token.*"))
                .anyMatch(line -> line.matches("account unpaid: .*Renew the .*subscription.*"));
        assertThat(check.out()).doesNotContain("mistyped");
    }

    @Test
    void looksIntoARunningAgent_andMakesItForget() {
        String phone = "5511911111111";
        SimulatedAccount shop = simulator.account("shop");
        shop.add(phone, "Ana");
        Workplace workplace = new Workplace(directory);
        workplace.configure(
                simulator.simulator().baseUrl(),
                "accounts.shop { instance = shop, token = shop-token }",
                "plugins.journal { use = journal }");
        try (RunningAgent agent = workplace.start("run")) {
            agent.awaitThat(() -> assertThat(workplace.journal()).hasSize(1));
            try (RunningAgent follow = workplace.start("events", "--follow", "--json")) {
                follow.awaitOut("account.baselined");
                shop.receive(phone, 2);
                follow.awaitOut("chat.new-unread");
                Ended end = follow.interrupt();
                assertThat(end.code()).isEqualTo(Ended.INTERRUPTED);
                assertThat(end.err()).isEmpty();
            }
            assertThat(workplace.run("why", "Ana").wentWell().out())
                    .contains("shop: Ana (", phone, "chat.new-unread", "journal: ")
                    .doesNotContain("No agent is running");
            assertThat(workplace.run("forget", phone, "--yes").wentWell().out())
                    .contains("Erased: ", "chats 1", "events 1", "The agent is running");
            // It is still on the phone.
            agent.awaitThat(() ->
                    assertThat(workplace.journal()).anyMatch(told -> told.type().equals("chat.added")));
            assertThat(agent.terminate().code()).isEqualTo(Ended.TERMINATED);
        }
        assertThat(workplace.run("events").wentWell().out().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("chat.added"));
        workplace.run("forget", "Ana").failed(2).saying("There is no terminal to ask at", "--yes");
        assertThat(workplace.run("forget", "Ana", "--yes").wentWell().out()).doesNotContain("The agent is running");
        assertThat(workplace.chats()).isEmpty();
    }

    @Test
    void simulatesAGatewayThatCanBeWatched_withTheConfigurationItPrints() {
        Workplace workplace = new Workplace(directory);
        workplace.write("seed.json", Sample.SEED.json());
        try (RunningAgent gateway = workplace.start("simulate", "--port", "0", "--data", "seed.json")) {
            gateway.awaitOut("curl ");
            String[] printed = gateway.out()
                    .lines()
                    .filter(line -> line.startsWith("  "))
                    .map(line -> line.strip().replaceFirst("^vigia\\.", ""))
                    .toArray(String[]::new);
            workplace.configure(simulator.simulator().baseUrl(), printed);
            assertThat(workplace.run("check").wentWell().out())
                    .contains(
                            "account simulated: ok (connected; 2 chats, read twice over, because a chat stands twice in one");
            Matcher url = BASE_URL.matcher(gateway.out());
            assertThat(url.find()).isTrue();
            assertThat(gateway.terminate().code()).isEqualTo(Ended.TERMINATED);
        }
        workplace
                .run("simulate", "--data", "no.json", "--port", "0")
                .failed(1)
                .saying("no.json: there is no such file");
    }
}
