package dev.vigia.agent.zapi;

import dev.vigia.agent.account.Account;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The way to the gateway: one HTTP client, with its connections, for all accounts. Closing it calls off what is under way. */
public final class ZApi implements AutoCloseable {
    private static final int IDLE_CONNECTIONS = 32;

    private final ZApiSettings settings;
    private final Clock clock;
    private final HttpUrl base;
    private final OkHttpClient client;
    private final OkHttpClient postingClient;
    private final Map<Account, AccountApi> accounts = new ConcurrentHashMap<>();

    public ZApi(ZApiSettings settings) {
        this(settings, Clock.systemUTC());
    }

    ZApi(ZApiSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        HttpUrl url = HttpUrl.parse(settings.baseUrl().toString());
        if (url == null) {
            throw new IllegalArgumentException("base-url is no address to send to; write it like https://api.z-api.io");
        }
        base = url;
        client = client(settings, url.isHttps());
        postingClient = postingClient(client);
    }

    private static OkHttpClient client(ZApiSettings settings, boolean https) {
        return new OkHttpClient.Builder()
                // One deadline for all: it covers the body as well, so that a dripping answer ends too.
                .callTimeout(settings.timeout())
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .writeTimeout(settings.timeout())
                .followRedirects(false)
                .followSslRedirects(false)
                // Repeats a GET only when a kept connection turns out to be dead.
                .retryOnConnectionFailure(true)
                .addNetworkInterceptor(new NoHiddenRetries())
                .connectionSpecs(List.of(https ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
                .build();
    }

    /** For what must not be done twice: OkHttp repeats nothing, and a kept connection, which may be dead, is not used. */
    private static OkHttpClient postingClient(OkHttpClient client) {
        return client.newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .addNetworkInterceptor(new WrittenOnce.Gate())
                .build();
    }

    /** The calls of one account. Whoever asks for the same account gets the same ones, for they share its pace. */
    public AccountApi account(Account account) {
        return accounts.computeIfAbsent(account, this::newAccount);
    }

    private AccountApi newAccount(Account account) {
        Pace pace = new Pace(settings.requestsPerSecond(), System::nanoTime);
        AccountAddress address = new AccountAddress(account, base);
        return new AccountApi(
                account, address, new Exchange(client, postingClient, settings, clock, pace, address.template()));
    }

    /** Ends the calls that change something without waiting for their answers; what was on its way is in doubt then. */
    public void callOffPosts() {
        for (Call call : postingClient.dispatcher().runningCalls()) {
            if (call.request().tag(WrittenOnce.class) != null) {
                call.cancel();
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        postingClient.connectionPool().evictAll();
    }

    @Override
    public String toString() {
        return "ZApi at " + base.host();
    }
}
