package dev.vigia.agent.built;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the gateway answers in place of a list of chats: it is told as a failure, never as a change, and no secret gets out. */
class FailuresIT {
    private static final String TOKEN = "Canary-7b0f3c.5D2e91A4-token";
    private static final String CLIENT_TOKEN = "F9canary8e7d6c5b4a39f28e1d0S";
    private static final Secrets SECRETS = Secrets.of(TOKEN, CLIENT_TOKEN);
    private static final String PHONE = "5511911111111";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    /** What goes wrong with one account, and the reason that is told. */
    private record Case(String reason, Fault fault) {}

    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<String, SimulatedAccount> accounts = new LinkedHashMap<>();

    private void onEveryCall(String account, String reason, Fault fault) {
        cases.put(account, new Case(reason, fault));
    }

    private void onTheList(String account, String reason, Fault fault) {
        cases.put(account, new Case(reason, fault.on(Call.CHATS)));
    }

    private void plan(String elsewhere) {
        onEveryCall("no-client-token", "unauthorized", error(400, "your client-token is not configured"));
        onEveryCall("null-not-allowed", "unauthorized", error(400, "null not allowed"));
        onEveryCall("wrong-client-token", "unauthorized", error(403, "Client-Token " + CLIENT_TOKEN + " not allowed"));
        onEveryCall("echoed-token", "unauthorized", error(401, "no instance at /token/" + TOKEN + "/chats"));
        onEveryCall("address", "unauthorized", Fault.addressNotAllowed());
        onEveryCall("address-under-200", "unauthorized", error(200, "[10.1.2.3] not allowed"));
        onEveryCall("subscription", "subscription", Fault.subscriptionLapsed());
        // The status may go on saying that all is well.
        onTheList("subscription-list", "subscription", Fault.subscriptionLapsed());
        onEveryCall("error-object", "not-a-list", Fault.errorObject());
        onTheList("error-object-list", "not-a-list", Fault.errorObject());
        onEveryCall("method", "invalid-answer", Fault.status(405));
        onEveryCall("content-type", "invalid-answer", Fault.status(415));
        onEveryCall("html", "invalid-answer", Fault.html(200));
        onEveryCall("html-404", "invalid-answer", Fault.html(404));
        onEveryCall("html-502", "unreachable", Fault.html(502));
        onEveryCall("server-error", "unreachable", Fault.status(500));
        onEveryCall("unavailable", "unreachable", Fault.status(503));
        onEveryCall("throttled", "unreachable", Fault.throttled("1"));
        onEveryCall("silent", "unreachable", Fault.delay(Duration.ofSeconds(30)));
        onTheList("dripping", "unreachable", Fault.drip(Duration.ofMillis(300)));
        onEveryCall("hang-up", "unreachable", Fault.hangUp());
        onTheList("cut", "unreachable", Fault.cutAfter(20));
        onEveryCall("redirect", "invalid-answer", Fault.redirect(302, elsewhere + "/instances/x/token/y/chats"));
        onEveryCall("moved", "invalid-answer", Fault.redirect(308, elsewhere));
        onTheList("empty-list", "invalid-answer", Fault.emptyList());
        onTheList("empty-body", "invalid-answer", Fault.emptyBody());
        onTheList("garbage", "invalid-answer", Fault.garbage(700));
        onTheList("bomb", "invalid-answer", Fault.gzipBomb(64));
        onTheList("endless", "invalid-answer", Fault.endless());
        onTheList("half", "invalid-answer", Fault.body("[{\"phone\":\"" + PHONE + "\",\"unread\":\"9\"},{\"pho"));
        onTheList("trailing", "invalid-answer", Fault.body("[{\"phone\":\"" + PHONE + "\",\"unread\":\"9\"}] []"));
        onTheList(
                "documents-example", "invalid-answer", Fault.body("[{\"phone\":\"" + PHONE + "\",\"unread\":\"9\",}]"));
        onTheList("nothing", "not-a-list", Fault.body("null"));
        onTheList("text", "not-a-list", Fault.body("\"" + TOKEN + "\""));
        onTheList("numbers", "invalid-answer", Fault.body("[1,2,3]"));
        onTheList("deep", "invalid-answer", Fault.body("[".repeat(5_000)));
    }

    private static Fault error(int status, String text) {
        return Fault.status(status, "{\"error\":\"" + text + "\"}");
    }

    @Test
    void tellsFailuresOnce_neverAsChanges_andNoSecret() throws IOException {
        try (Simulator elsewhere = Simulator.start(0)) {
            plan(elsewhere.baseUrl().toString());
            for (String name : cases.keySet()) {
                SimulatedAccount account = simulator.simulator().account(name, TOKEN, CLIENT_TOKEN);
                account.add(PHONE, "Ana");
                account.add("5511922222222", "Bia");
                accounts.put(name, account);
            }
            Workplace workplace = new Workplace(directory)
                    .environment("TOKEN", TOKEN)
                    .environment("CLIENT_TOKEN", CLIENT_TOKEN)
                    .configure(simulator.simulator().baseUrl(), configuration());
            try (RunningAgent agent = workplace.start("run")) {
                failAndRecover(workplace, agent);
                SECRETS.shouldNotBeIn(directory);
                agent.terminate();
            }
            fail();
            assertThat(workplace.run("check").failed(1).out().lines())
                    .filteredOn(line -> line.startsWith("account "))
                    .hasSameSizeAs(cases.keySet())
                    .filteredOn(line -> line.contains(": ok"))
                    .containsExactly("account empty-list: ok (connected; 0 chats, read whole, in one page)");
            assertThat(elsewhere.requests())
                    .as("requests that followed a redirect")
                    .isZero();
            SECRETS.shouldNotBeIn(directory);
        }
    }

    private String[] configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "zapi { timeout = 1500ms, max-body = 1 MiB }",
                "plugins.journal { use = journal }",
                "plugins.console { use = console, settings { full-numbers = true } }"));
        cases.keySet()
                .forEach(name -> lines.add("accounts." + name + " { instance = " + name
                        + ", token = ${TOKEN}, client-token = ${CLIENT_TOKEN} }"));
        return lines.toArray(String[]::new);
    }

    private void failAndRecover(Workplace workplace, RunningAgent agent) {
        awaitTypes(workplace, agent, "account.baselined");
        fail();
        Set<String> health = new LinkedHashSet<>();
        agent.awaitThat(() -> {
            List<Told> failing = workplace.journal().stream()
                    .filter(told -> told.type().equals("account.failing"))
                    .toList();
            health.add(agent.health());
            // Each is mended when it has told, for it asks ever less often.
            failing.forEach(told -> account(told.account()).clearFaults());
            assertThat(failing).hasSameSizeAs(cases.keySet());
        });
        awaitTypes(workplace, agent, "account.baselined", "account.failing", "account.recovered");
        accounts.values().forEach(account -> account.receive(PHONE, 2));
        awaitTypes(workplace, agent, "account.baselined", "account.failing", "account.recovered", "chat.new-unread");
        workplace.journal().forEach(this::checkTold);
        assertThat(health).hasSizeGreaterThan(1);
        SECRETS.shouldNotBeIn("/health", health.toString());
    }

    private void checkTold(Told told) {
        if (told.type().equals("account.failing")) {
            Case expected = Objects.requireNonNull(cases.get(told.account()));
            assertThat(told.data()).as(told.account()).containsEntry("reason", expected.reason());
        } else if (told.isOfAChat()) {
            assertThat(told.before()).containsEntry("unread", 0.0);
            assertThat(told.chat()).containsEntry("unread", 2.0);
        }
    }

    private void fail() {
        cases.forEach((name, each) -> account(name).fault(each.fault()));
    }

    private SimulatedAccount account(String name) {
        return Objects.requireNonNull(accounts.get(name));
    }

    /** Waits until each account has told these events, in this order, and nothing else. */
    private void awaitTypes(Workplace workplace, RunningAgent agent, String... types) {
        agent.awaitThat(() -> assertThat(
                        workplace.journal().stream().collect(groupingBy(Told::account, mapping(Told::type, toList()))))
                .hasSameSizeAs(cases.keySet())
                .allSatisfy((account, told) -> assertThat(told).as(account).containsExactly(types)));
    }
}
