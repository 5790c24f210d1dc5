package dev.vigia.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.account.Health;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.Post;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.Secret;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The senders of two accounts on their own threads. */
@Timeout(60)
class SenderTest {
    private static final String ANA = "5531990000001";

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir
    Path directory;

    private SimulatedAccount sales;
    private SimulatedAccount support;
    private ZApi zapi;
    private Store store;
    private Sender sender;

    @BeforeEach
    void start() throws Exception {
        sales = simulator.account("sales");
        support = simulator.account("support");
        begin();
    }

    private void begin() throws StoreException {
        zapi = new ZApi(new ZApiSettings(simulator.simulator().baseUrl(), Duration.ofSeconds(20), 8 << 20, 10_000));
        store = Store.open(new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7)));
        List<Account> accounts = List.of(account("sales"), account("support"));
        sender = new Sender(
                accounts,
                new ActionSettings(1000, 1000, false),
                zapi,
                store.outbox(),
                store.events(),
                Clock.systemUTC(),
                new Random(1));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40));
    }

    private static Account account(String name) {
        return new Account(name, name, Secret.of(name + "-token"), null);
    }

    @AfterEach
    void end() throws Exception {
        sender.close();
        zapi.close();
        store.close();
    }

    private void ask(String account, String text, boolean resend) throws StoreException {
        String id = UUID.randomUUID().toString();
        ActionRequest request = new ActionRequest(
                id, id, ANA, ANA, "send-text", text, 0, 0, resend, Instant.now().plusSeconds(600));
        store.deliveries("night", account)
                .ran("job", new Effects(List.of(), List.of(), List.of(request), List.of(), List.of()), Instant.now());
    }

    private List<String> told(String account) throws StoreException {
        return store.events().after(account, 0, 10_000).stream()
                .map(event -> event.event().orElseThrow())
                .filter(ActionEvent.class::isInstance)
                .map(event -> event.type())
                .toList();
    }

    private static List<String> posted(SimulatedAccount account) {
        return account.posts().stream().map(Post::text).toList();
    }

    @Test
    void whatWaited_andWhatComes_isSentInOrder() throws Exception {
        List<String> texts = IntStream.range(0, 60).mapToObj(n -> "text " + n).toList();
        for (String text : texts.subList(0, 30)) {
            ask("sales", text, false);
        }
        sender.start();
        for (String text : texts.subList(30, 60)) {
            ask("sales", text, false);
        }

        soon().untilAsserted(() -> assertThat(told("sales")).hasSize(60).containsOnly("action.done"));
        assertThat(posted(sales)).isEqualTo(texts);
    }

    @Test
    void aSlowAccount_delaysNoOther() throws Exception {
        sales.fault(Fault.delay(Duration.ofMinutes(5)).on(Call.SEND_TEXT));
        sender.start();
        ask("sales", "slow", false);
        soon().until(() -> sales.posts().size() == 1);

        ask("support", "quick", false);

        soon().until(() -> told("support").size() == 1);
        assertThat(told("sales")).isEmpty();
        simulator.simulator().close();
    }

    @Test
    void whatTheAgentWasSendingWhenItEnded_isInDoubt_andNotSent() throws Exception {
        ask("sales", "doubtful", false);
        ask("support", "again", true);
        for (String account : List.of("sales", "support")) {
            store.outbox().claim(store.outbox().queue(account).get(0).id(), Instant.now());
        }
        end();
        begin();

        sender.start();

        soon().until(() -> told("support").size() == 1);
        assertThat(told("support")).containsExactly("action.done");
        assertThat(told("sales")).containsExactly("action.in-doubt");
        assertThat(posted(support)).containsExactly("again");
        assertThat(posted(sales)).isEmpty();
        sender.close();
        assertThat(store.outbox().unrecorded()).isEmpty();
        assertThat(store.outbox().queue("sales")).isEmpty();
    }

    @Test
    void whenThePhoneIsBack_itGoesOnAtOnce() throws Exception {
        connected(false);
        ask("sales", "held", false);
        sender.start();
        connected(true);

        soon().until(() -> posted(sales).equals(List.of("held")));
    }

    private void connected(boolean now) throws StoreException {
        store.accounts()
                .commit(
                        store.accounts().load("sales"),
                        new LookCommit(
                                Instant.now(), true, new Health(now, null), List.of(), List.of(AccountConnected::new)));
    }

    @Test
    void stopping_waitsForTheAnswerUnderWay_andBeginsNothing() throws Exception {
        sales.fault(Fault.delay(Duration.ofMillis(500)).on(Call.SEND_TEXT));
        sender.start();
        ask("sales", "1", false);
        ask("sales", "2", false);
        soon().until(() -> sales.posts().size() == 1);

        sender.close();

        assertThat(told("sales")).containsExactly("action.done");
        assertThat(posted(sales)).containsExactly("1");
        assertThat(store.outbox().queue("sales")).hasSize(1);
        assertThat(store.outbox().unrecorded()).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeWhileStopping_leavesItInDoubt() throws Exception {
        sales.fault(Fault.delay(Duration.ofMinutes(10)).on(Call.SEND_TEXT));
        sender.start();
        ask("sales", "1", false);
        soon().until(() -> sales.posts().size() == 1);
        Thread closing = new Thread(sender::close);
        closing.start();
        zapi.callOffPosts();
        closing.join(TimeUnit.SECONDS.toMillis(40));

        assertThat(closing.isAlive()).isFalse();
        assertThat(told("sales")).containsExactly("action.in-doubt");
    }

    @Test
    void sendsInAnotherWay_asSoonAsThatIsConfigured_andForAccountsThatAreThere() throws Exception {
        sender.start();
        Report report = new Report();
        ActionSettings dry = new ActionSettings(1000, 1000, true);
        sender.apply(List.of(account("sales")), dry, report);
        assertThat(report.done()).containsExactly("Actions are sent with the new settings");
        ask("sales", "one", false);
        ask("support", "two", false);
        soon().untilAsserted(() -> assertThat(told("sales")).containsExactly("action.failed"));

        sender.apply(List.of(account("sales")), new ActionSettings(1000, 1000, false), report);
        ask("sales", "three", false);
        soon().untilAsserted(() -> assertThat(told("sales")).containsExactly("action.failed", "action.done"));
        assertThat(posted(support)).isEmpty();

        sender.apply(
                List.of(account("sales"), account("support")), new ActionSettings(1000, 1000, false), new Report());
        soon().untilAsserted(() -> assertThat(told("support")).containsExactly("action.done"));
        assertThat(posted(sales)).containsExactly("three");
    }
}
