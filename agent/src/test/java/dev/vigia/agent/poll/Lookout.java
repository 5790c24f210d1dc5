package dev.vigia.agent.poll;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.sweep.MassGuardSettings;
import dev.vigia.agent.sweep.RemovalSettings;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.Chat;
import dev.vigia.api.Event;
import dev.vigia.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** One account of a simulator, polled over real sockets into a real store, at a time that the test moves. */
final class Lookout implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(5);
    static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    static final RemovalSettings REMOVAL = new RemovalSettings(2, Duration.ofSeconds(30));
    static final MassGuardSettings MASS_GUARD = new MassGuardSettings(0.2, 20);
    static final String ACCOUNT = "sales";

    private final Path directory;
    private final URI gateway;
    private final String instance;
    private final ManualTime time;
    private final PollSettings settings;
    private final Duration timeout;
    private ZApi zapi;
    private Store store;
    private AccountPoller poller;
    private long heard;

    Lookout(Path directory, URI gateway, String instance, ManualTime time, int pageSize) throws StoreException {
        this(directory, gateway, instance, time, pageSize, Duration.ofSeconds(20));
    }

    Lookout(Path directory, URI gateway, String instance, ManualTime time, int pageSize, Duration timeout)
            throws StoreException {
        this.directory = directory;
        this.gateway = gateway;
        this.instance = instance;
        this.time = time;
        this.settings = new PollSettings(INTERVAL, SWEEP_EVERY, pageSize, Lookout.REMOVAL, Lookout.MASS_GUARD);
        this.timeout = timeout;
        this.zapi = newZApi();
        this.store = openStore();
        this.poller = newPoller();
    }

    private ZApi newZApi() {
        return new ZApi(new ZApiSettings(gateway, timeout, 8 << 20, 10_000));
    }

    private Store openStore() throws StoreException {
        return Store.open(new StoreSettings("jdbc:sqlite:" + database(), Duration.ofDays(7)));
    }

    private AccountPoller newPoller() {
        return new AccountPoller(ACCOUNT, settings, api(), store.accounts(), time, time, new Random(1));
    }

    AccountApi api() {
        return zapi.account(new Account(ACCOUNT, instance, Secret.of(instance + "-token"), null));
    }

    Store store() {
        return store;
    }

    Path database() {
        return directory.resolve("vigia.db");
    }

    AccountPoller poller() {
        return poller;
    }

    /** Polls once; the answer is what the poller wants to wait. An ordinary interval passes. */
    Duration poll() {
        Duration wait = poller.poll();
        time.advance(INTERVAL);
        return wait;
    }

    /** Polls until the number of chats is taken for settled. */
    void settle() {
        for (int i = 0; i < 4; i++) {
            poll();
        }
    }

    /** Polls once, at a time when a sweep is due. */
    Duration sweep() {
        time.advance(SWEEP_EVERY);
        return poll();
    }

    /** As after a kill: all that lives on is the database. */
    void restart() throws StoreException {
        close();
        zapi = newZApi();
        store = openStore();
        poller = newPoller();
    }

    /** The events since this was asked last. */
    List<Event> news() throws StoreException {
        List<Event> news = store.events().after(ACCOUNT, heard, 1_000_000).stream()
                .map(event -> event.event().orElseThrow())
                .toList();
        if (!news.isEmpty()) {
            heard = news.get(news.size() - 1).meta().sequence();
        }
        return news;
    }

    /** The types of {@link #news()}. */
    List<String> heard() throws StoreException {
        return news().stream().map(Event::type).toList();
    }

    AccountState stored() throws StoreException {
        return store.accounts().load(ACCOUNT);
    }

    /** The chats of the stored snapshot by their phones. */
    Map<String, Chat> chats() throws StoreException {
        Map<String, Chat> chats = new TreeMap<>();
        for (ChatState chat : stored().snapshot().chats()) {
            chats.put(chat.asChat().phone().or(() -> chat.asChat().lid()).orElseThrow(), chat.asChat());
        }
        return chats;
    }

    /** A chat of the stored snapshot. */
    Chat chat(String phone) throws StoreException {
        return Objects.requireNonNull(chats().get(phone), phone);
    }

    /** Adds chats whose last messages lie minutes apart, newest first. */
    static void fill(SimulatedAccount account, ManualTime time, int chats) {
        account.together(() -> {
            for (int i = 0; i < chats; i++) {
                long at = time.millis() - Duration.ofMinutes(2L + i).toMillis();
                account.add(SimulatedChat.of(phone(i), "Person " + i).lastMessageAt(at));
            }
        });
    }

    /** The phone of a chat that {@link #fill} added. */
    static String phone(int number) {
        return Long.toString(5511990000000L + number);
    }

    /** Makes every commit of something fail, as on a full disk. */
    void breakWrites(String table) throws SQLException {
        execute("CREATE TRIGGER broken BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'asked for'); END");
    }

    void mendWrites() throws SQLException {
        execute("DROP TRIGGER broken");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void closeStore() throws StoreException {
        store.close();
    }

    @Override
    public void close() throws StoreException {
        zapi.close();
        store.close();
    }
}
