package dev.vigia.agent.poll;

import com.sun.management.ThreadMXBean;
import dev.vigia.agent.account.Account;
import dev.vigia.agent.simulator.Life;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.Secret;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What a poll of unchanged chats costs, against a bare GET of the same page: run {@link #main}. Both ways take turns in one run and on one
 * thread, whose CPU time alone counts, so that the simulator's part does not.
 */
final class PollBenchmark {
    private static final int ACCOUNTS = 200;
    private static final int CHATS = 200;
    private static final int PAGE = 100;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One turn over all accounts. */
    private interface Turn {
        void run() throws IOException;
    }

    /** What turns cost, each. */
    private static final class Cost {
        private final double[] nanos = new double[ROUNDS];
        private final double[] bytes = new double[ROUNDS];

        void measure(int round, Turn turn) throws IOException {
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            turn.run();
            long after = THREADS.getCurrentThreadCpuTime();
            if (round >= 0) {
                nanos[round] = (double) (after - before) / ACCOUNTS;
                bytes[round] = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / ACCOUNTS;
            }
        }

        double micros() {
            return median(nanos) / 1000;
        }

        double bytes() {
            return median(bytes);
        }

        private static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private PollBenchmark() {}

    public static void main(String[] args) throws Exception {
        for (boolean gzip : new boolean[] {false, true}) {
            for (boolean signed : new boolean[] {false, true}) {
                compare(gzip, signed);
            }
        }
    }

    private static void compare(boolean gzip, boolean signed) throws Exception {
        Path directory = Files.createTempDirectory("vigia-benchmark");
        StoreSettings storeSettings =
                new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7));
        try (Simulator simulator = Simulator.start(0);
                Store store = Store.open(storeSettings);
                ZApi zapi = new ZApi(new ZApiSettings(simulator.baseUrl(), Duration.ofSeconds(30), 8 << 20, 10_000))) {
            List<AccountPoller> pollers = new ArrayList<>();
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                String name = "a" + i;
                populate(simulator.account(name, name + "-token", null), i, gzip, signed);
                Account account = new Account(name, name, Secret.of(name + "-token"), null);
                pollers.add(new AccountPoller(
                        name,
                        new PollSettings(
                                Duration.ofSeconds(5), Duration.ofDays(1), PAGE, Lookout.REMOVAL, Lookout.MASS_GUARD),
                        zapi.account(account),
                        store.accounts(),
                        Clock.systemUTC(),
                        () -> 0, // time stands still, so that no status and no sweep is due
                        new Random(i)));
                // What OkHttp asks for by itself: gzip, and it inflates.
                Request.Builder request = new Request.Builder()
                        .url(simulator.baseUrl() + "/instances/" + name + "/token/" + name
                                + "-token/chats?page=1&pageSize=" + PAGE);
                requests.add(
                        gzip
                                ? request.build()
                                : request.header("Accept-Encoding", "identity").build());
            }
            measure(gzip, signed, pollers, requests, directory);
        }
    }

    private static void populate(SimulatedAccount account, int seed, boolean gzip, boolean signed) {
        Life life = new Life(account, new Random(seed));
        life.populate(CHATS);
        if (signed) {
            account.chats().forEach(chat -> account.photo(chat.phone(), "/v/t61.24694-24/" + chat.phone() + "_n.jpg"));
        }
        account.gzip(gzip);
        account.resignPhotos(signed);
    }

    private static void measure(
            boolean gzip, boolean signed, List<AccountPoller> pollers, List<Request> requests, Path directory)
            throws IOException {
        pollers.forEach(AccountPoller::poll);
        pollers.forEach(AccountPoller::poll);
        long wal = Files.size(directory.resolve("vigia.db-wal"));
        OkHttpClient client = new OkHttpClient();
        Cost bare = new Cost();
        Cost poll = new Cost();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            bare.measure(round, () -> get(client, requests));
            poll.measure(round, () -> pollers.forEach(AccountPoller::poll));
        }
        client.connectionPool().evictAll();
        if (pollers.stream().anyMatch(AccountPoller::isFailing)) {
            throw new IllegalStateException("polls failed: these figures mean nothing");
        }
        System.out.printf(
                "%-5s %-22s bare GET %5.1f us %7.0f B   poll %5.1f us %7.0f B   ratio %.2f   bytes written to the database %d%n",
                gzip ? "gzip" : "plain",
                signed ? "every photo re-signed" : "same bytes",
                bare.micros(),
                bare.bytes(),
                poll.micros(),
                poll.bytes(),
                poll.micros() / bare.micros(),
                Files.size(directory.resolve("vigia.db-wal")) - wal);
    }

    private static void get(OkHttpClient client, List<Request> requests) throws IOException {
        for (Request request : requests) {
            try (Response response = client.newCall(request).execute()) {
                if (response.body().bytes().length == 0) {
                    throw new IllegalStateException("nothing came");
                }
            }
        }
    }
}
