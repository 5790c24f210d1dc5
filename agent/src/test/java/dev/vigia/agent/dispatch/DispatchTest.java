package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.api.AccountBaselined;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way from a real store to real plugins. An event is told apart here by the number it carries. */
class DispatchTest {
    private static final String TELLS = "List<String> seen = setup.settings(Settings.class).seen();"
            + " setup.on(AccountBaselined.class).handle((event, context) -> %s);";

    private static final DeliverySettings LIMITS = new DeliverySettings(Duration.ofSeconds(30), Duration.ofMinutes(5));

    @TempDir
    private Path directory;

    private StoreSettings settings;
    private Store store;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void openStore() throws Exception {
        settings = new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7));
        store = Store.open(settings);
        Files.createDirectory(directory.resolve("plugins"));
        install("teller", "seen.add(String.valueOf(event.chats()))");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        store.close();
    }

    @Test
    void deliversEveryEventInOrder() throws Exception {
        Seen seen = new Seen();
        start(seen.use("one", "teller"));

        commit("sales", 1, 200);

        awaitLines(seen, numbers(1, 200));
    }

    @Test
    void anInstanceHearsOfItsAccountsOnly() throws Exception {
        Seen sales = new Seen();
        Seen both = new Seen();
        start(sales.use("one", "teller"), both.use("two", "teller", "sales", "support"));

        commit("support", 7, 7);
        commit("sales", 1, 1);

        await().untilAsserted(() -> assertThat(both.lines()).containsExactlyInAnyOrder("1", "7"));
        awaitLines(sales, List.of("1"));
    }

    @Test
    void aNewInstanceBeginsWithWhatComes_andAnOldOneWhereItStopped() throws Exception {
        commit("sales", 1, 3);
        Seen seen = new Seen();
        Dispatch first = start(seen.use("one", "teller"));
        commit("sales", 4, 5);
        awaitLines(seen, numbers(4, 5));
        first.close();

        commit("sales", 6, 8);
        start(seen.use("one", "teller"));

        awaitLines(seen, numbers(4, 8));
    }

    @Test
    void anEventThatFailsComesAgain_andThoseBehindItWait() throws Exception {
        install(
                "stumbler",
                "{ seen.add(event.chats() + \".\" + context.attempt());"
                        + " if (event.chats() == 2 && context.attempt() < 3) throw new IllegalStateException(\"no\"); }");
        Seen stumbling = new Seen();
        Seen walking = new Seen();
        start(stumbling.use("one", "stumbler"), walking.use("two", "teller"));

        commit("sales", 1, 4);

        awaitLines(stumbling, List.of("1.1", "2.1", "2.2", "2.3", "3.1", "4.1"));
        awaitLines(walking, numbers(1, 4));
    }

    @Test
    void aPluginThatHangsDelaysNoOther() throws Exception {
        install("hanger", "{ seen.add(\"hangs\"); while (!seen.contains(\"go\")) Thread.onSpinWait(); }");
        Seen hanging = new Seen();
        Seen walking = new Seen();
        start(hanging.use("one", "hanger"), walking.use("two", "teller"));
        commit("sales", 1, 1);
        awaitLines(hanging, List.of("hangs"));

        commit("sales", 2, 100);

        awaitLines(walking, numbers(1, 100));
        assertThat(hanging.lines()).containsExactly("hangs");
        hanging.tell("go");
    }

    @Test
    void aPluginThatThrowsAnErrorDelaysNoOther_andIsTriedAgain() throws Exception {
        install("overflower", "{ seen.add(\"try\"); if (seen.size() < 3) throw new StackOverflowError(); }");
        Seen overflowing = new Seen();
        Seen walking = new Seen();
        start(overflowing.use("one", "overflower"), walking.use("two", "teller"));

        commit("sales", 1, 1);

        awaitLines(walking, List.of("1"));
        awaitLines(overflowing, List.of("try", "try", "try"));
    }

    @Test
    void whatCouldNotBeMadeDurableIsDeliveredAgain_alsoAfterARestart() throws Exception {
        write(
                "flusher",
                "List<String> seen = setup.settings(Settings.class).seen();"
                        + " setup.on(AccountBaselined.class).handle((event, context) -> seen.add(\"\" + event.chats()));"
                        + " setup.beforeAck(() -> { if (!seen.contains(\"disk\")) throw new java.io.IOException(\"full\"); });");
        Seen seen = new Seen();
        Dispatch first = start(seen.use("one", "flusher"));
        commit("sales", 1, 1);
        await().untilAsserted(() -> assertThat(seen.lines()).contains("1"));
        first.close();

        seen.tell("disk");
        int before = seen.lines().size();
        start(seen.use("one", "flusher"));

        await().untilAsserted(() ->
                assertThat(seen.lines().subList(before, seen.lines().size())).containsExactly("1"));
    }

    @Test
    void anInstanceThatRefusesToStartKeepsItsPlace_andTheOthersRun() throws Exception {
        write("refuser", "throw new IllegalStateException(\"no printer\");");
        Seen refusing = new Seen();
        Seen walking = new Seen();
        Dispatch first = start(refusing.use("one", "refuser"), walking.use("two", "teller"));
        commit("sales", 1, 2);
        awaitLines(walking, numbers(1, 2));
        first.close();

        install("refuser", "seen.add(String.valueOf(event.chats()))");
        start(refusing.use("one", "refuser"));

        awaitLines(refusing, numbers(1, 2));
    }

    private void install(String id, String handler) {
        write(id, TELLS.formatted(handler));
    }

    private void write(String id, String setup) {
        PluginJar.of(PluginJar.source("Sample", id, Seen.RECORD, setup))
                .writeTo(directory.resolve("plugins"), id + ".jar");
    }

    private Dispatch start(PluginUse... uses) throws PluginException, StoreException {
        PluginDirectory plugins = PluginDirectory.open(directory.resolve("plugins"), directory.resolve("copies"));
        Dispatch dispatch = new Dispatch(List.of(uses), plugins, store, settings, LIMITS, Clock.systemUTC(), () -> 0);
        open.add(0, plugins);
        open.add(0, dispatch);
        dispatch.start();
        return dispatch;
    }

    private void commit(String account, int first, int last) throws StoreException {
        List<Fact> facts = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            int chats = number;
            facts.add(meta -> new AccountBaselined(meta, chats));
        }
        AccountState state = store.accounts().load(account);
        store.accounts()
                .commit(
                        state,
                        new LookCommit(Instant.parse("2026-01-15T12:00:00Z"), true, Health.UNKNOWN, List.of(), facts));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    private static void awaitLines(Seen seen, List<String> lines) {
        await().untilAsserted(() -> assertThat(seen.lines()).containsExactlyElementsOf(lines));
    }
}
