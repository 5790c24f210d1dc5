package dev.vigia.agent.action;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.account.Health;
import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.poll.ManualTime;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.Event;
import dev.vigia.api.Secret;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** One account's sender with a real store and a gateway over real sockets, at a time that the test moves. */
final class Outpost implements AutoCloseable {
    static final String ACCOUNT = "sales";
    static final ActionSettings MUCH = new ActionSettings(1000, 1000, false);
    static final Duration HOUR = Duration.ofHours(1);

    final ManualTime time;
    final ZApi zapi;
    final Account account;
    private final Path directory;
    private Store store;
    private long heard;
    private int asked;

    Outpost(Path directory, URI gateway, ManualTime time) throws StoreException {
        this.directory = directory;
        this.time = time;
        this.zapi = new ZApi(new ZApiSettings(gateway, Duration.ofSeconds(20), 8 << 20, 10_000));
        this.account = new Account(ACCOUNT, ACCOUNT, Secret.of(ACCOUNT + "-token"), null);
        this.store = open();
    }

    private Store open() throws StoreException {
        return Store.open(new StoreSettings("jdbc:sqlite:" + database(), Duration.ofDays(7)));
    }

    Path database() {
        return directory.resolve("vigia.db");
    }

    Store store() {
        return store;
    }

    /** As after a kill: all that lives on is the database. */
    void restart() throws StoreException {
        store.close();
        store = open();
    }

    AccountSender sender(ActionSettings settings) {
        return new AccountSender(
                ACCOUNT,
                zapi.account(account),
                store.outbox(),
                settings,
                time,
                new Backoff(Duration.ofSeconds(1), new Random(1)));
    }

    Sender senders(ActionSettings settings) {
        return new Sender(List.of(account), settings, zapi, store.outbox(), store.events(), time, new Random(1));
    }

    /** Has a plugin instance called "night" ask for something. */
    String ask(String kind, String chat, String text) throws StoreException {
        return ask(kind, chat, text, HOUR, false);
    }

    String ask(String kind, String chat, String text, Duration within, boolean resend) throws StoreException {
        String id = "action-" + ++asked;
        ActionRequest request = new ActionRequest(
                id,
                "once-" + id,
                chat,
                chat,
                kind,
                text,
                0,
                0,
                resend,
                time.instant().plus(within));
        store.deliveries("night", ACCOUNT)
                .ran("job", new Effects(List.of(), List.of(), List.of(request), List.of(), List.of()), time.instant());
        return id;
    }

    void phone(boolean connected) throws StoreException {
        store.accounts()
                .commit(
                        store.accounts().load(ACCOUNT),
                        new LookCommit(
                                time.instant(),
                                true,
                                new Health(connected, null),
                                List.of(),
                                List.of(connected ? AccountConnected::new : AccountDisconnected::new)));
    }

    /** What was told of actions since this was asked last. */
    List<ActionEvent> told() throws StoreException {
        List<Event> news = store.events().after(ACCOUNT, heard, 100_000).stream()
                .map(event -> event.event().orElseThrow())
                .toList();
        if (!news.isEmpty()) {
            heard = news.get(news.size() - 1).meta().sequence();
        }
        return news.stream()
                .filter(ActionEvent.class::isInstance)
                .map(ActionEvent.class::cast)
                .toList();
    }

    /** Such as "action.done action-1". */
    List<String> fates() throws StoreException {
        return told().stream()
                .map(event -> event.type() + " " + event.action().id())
                .toList();
    }

    /** Why the only action that was told of was not done. */
    String failure() throws StoreException {
        List<ActionEvent> told = told();
        if (told.size() != 1) {
            throw new AssertionError(told.toString());
        }
        return told.get(0).action().failure().orElseThrow();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Instant now() {
        return time.instant();
    }

    @Override
    public void close() throws StoreException {
        zapi.close();
        store.close();
    }
}
