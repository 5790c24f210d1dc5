package dev.vigia.agent.dispatch;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.api.ChatKind;
import dev.vigia.api.ChatRead;
import dev.vigia.api.NewUnread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A real store and a directory of real plugins, and lanes between them. An event is told apart by the unread count that it carries. */
final class Workbench {
    static final DeliverySettings PATIENT = new DeliverySettings(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** Waits as short as a backoff can be. */
    static final RandomGenerator AT_ONCE = () -> 0;

    /** Waits as long as a backoff can be. */
    static final RandomGenerator AT_LAST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final Path directory;
    private final StoreSettings settings;
    private final Store store;
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable PluginDirectory installed;

    Workbench(Path directory) throws Exception {
        this.directory = directory;
        this.settings = new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7));
        this.store = Store.open(settings);
        Files.createDirectory(directory.resolve("plugins"));
    }

    Store store() {
        return store;
    }

    /** The same store as a command has it that an operator runs beside the agent. */
    Store openBeside() throws StoreException {
        return Store.openToChange(settings);
    }

    /** A plugin that is called as its setup's statements say; {@code seen} is the list that it shares with the test. */
    void install(String id, String statements) {
        PluginJar.of(source(id, "", statements)).writeTo(plugins(), id + ".jar");
    }

    Path plugins() {
        return directory.resolve("plugins");
    }

    static String source(String id, String members, String statements) {
        return PluginJar.source(
                "Sample",
                id,
                Seen.RECORD + members,
                "List<String> seen = setup.settings(Settings.class).seen(); " + statements);
    }

    /** A plugin that does something with every {@code NewUnread}; {@code number} is the event's unread count. */
    void installHandler(String id, String handler) {
        install(
                id,
                "setup.on(NewUnread.class).handle((event, context) -> { int number = event.chat().unread(); " + handler
                        + " });");
    }

    Dispatch start(PluginUse... uses) throws PluginException, StoreException {
        return start(PATIENT, AT_ONCE, uses);
    }

    Dispatch start(DeliverySettings limits, RandomGenerator random, PluginUse... uses)
            throws PluginException, StoreException {
        PluginDirectory plugins = PluginDirectory.open(plugins(), directory.resolve("copies"), Duration.ofMillis(100));
        installed = plugins;
        Dispatch dispatch = new Dispatch(List.of(uses), plugins, store, settings, limits, Clock.systemUTC(), random);
        open.add(0, plugins);
        open.add(0, dispatch);
        dispatch.start();
        return dispatch;
    }

    /** As when the operator has changed plugins or uses while the agent runs. */
    Report reload(Dispatch dispatch, PluginUse... uses) throws PluginException, InterruptedException {
        return reload(dispatch, false, uses);
    }

    Report reload(Dispatch dispatch, boolean again, PluginUse... uses) throws PluginException, InterruptedException {
        Report report = new Report();
        installed().lookAgain(again);
        installed().problems().forEach(report::refused);
        dispatch.apply(List.of(uses), again, report);
        return report;
    }

    /** The plugins of the dispatch that was started last. */
    PluginDirectory installed() {
        return Objects.requireNonNull(installed);
    }

    /** Commits one event of a chat, just seen. */
    void newUnread(String chat, int number) throws StoreException {
        newUnread(chat, number, Instant.now());
    }

    void newUnread(String chat, int number, Instant at) throws StoreException {
        commit(at, List.of(fact(chat, number)));
    }

    static Fact fact(String chat, int number) {
        return meta -> new NewUnread(
                meta, chat(chat, number - 1).asChat(), chat(chat, number).asChat());
    }

    static Fact read(String chat) {
        return meta -> new ChatRead(meta, chat(chat, 1).asChat(), chat(chat, 0).asChat());
    }

    void commit(Instant at, List<Fact> facts) throws StoreException {
        store.accounts()
                .commit(store.accounts().load("sales"), new LookCommit(at, true, Health.UNKNOWN, List.of(), facts));
    }

    /** The chats become known, as after a first look. */
    void baseline(String... chats) throws StoreException {
        List<ChatState> states = new ArrayList<>();
        for (String chat : chats) {
            states.add(chat(chat, 0));
        }
        store.accounts()
                .commit(
                        store.accounts().load("sales"),
                        new LookCommit(Instant.now(), true, Health.UNKNOWN, states, List.of()));
    }

    private static ChatState chat(String id, int unread) {
        return new ChatState(
                id, id, null, ChatKind.PERSON, "Ana", unread, null, null, null, null, null, null, null, null, null);
    }

    /** Somebody else's connection to the database. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url());
    }

    /** The rows of a query, each value as text, joined by blanks. */
    List<String> rows(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(settings.url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join(" ", values));
            }
            return found;
        }
    }

    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        store.close();
    }
}
