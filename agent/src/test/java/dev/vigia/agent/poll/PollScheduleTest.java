package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Fault;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.agent.zapi.ZApi;
import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.api.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Many accounts on few threads, none waiting for another. */
class PollScheduleTest {
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<SimulatedAccount> worlds = new ArrayList<>();
    private final Map<String, List<Long>> looks = new ConcurrentHashMap<>();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension();

    @TempDir
    Path directory;

    private Store store;
    private ZApi zapi;
    private PollSchedule schedule = schedule(this::thread);

    @BeforeEach
    void start() throws Exception {
        store = Store.open(new StoreSettings("jdbc:sqlite:" + directory.resolve("vigia.db"), Duration.ofDays(7)));
        zapi = new ZApi(new ZApiSettings(simulator.simulator().baseUrl(), LONG, 8 << 20, 1_000));
    }

    @AfterEach
    void stop() throws Exception {
        schedule.close();
        zapi.close();
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        store.close();
    }

    private static PollSchedule schedule(ThreadFactory threads) {
        return new PollSchedule(new Random(3), threads);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    }

    private AccountPoller poller(int number) {
        return poller(number, System::nanoTime);
    }

    private AccountPoller poller(int number, LongSupplier nanoTime) {
        return poller(number, INTERVAL, nanoTime);
    }

    /** A poller of an account of one chat; when it looks is taken down. */
    private AccountPoller poller(int number, Duration interval, LongSupplier nanoTime) {
        String name = "a" + number;
        SimulatedAccount world = simulator.account(name);
        world.add("551199000" + number, "Somebody");
        worlds.add(world);
        List<Long> times = new CopyOnWriteArrayList<>();
        looks.put(name, times);
        return new AccountPoller(
                name,
                new PollSettings(interval, LONG, 100, Lookout.REMOVAL, Lookout.MASS_GUARD),
                zapi.account(new Account(name, name, Secret.of(name + "-token"), null)),
                store.accounts(),
                Clock.systemUTC(),
                () -> {
                    times.add(System.nanoTime());
                    return nanoTime.getAsLong();
                },
                new Random(number));
    }

    private List<AccountPoller> pollers(int count) {
        return IntStream.range(0, count).mapToObj(this::poller).toList();
    }

    private int requests(int account) {
        return worlds.get(account).requests(Call.CHATS);
    }

    private void awaitRequests(int account, int more) {
        int until = requests(account) + more;
        await().atMost(Duration.ofSeconds(30)).until(() -> requests(account) >= until);
    }

    @Test
    void quietAccountsShareFewThreads_andTheirPhasesAreSpread() {
        int accounts = 200;
        Duration interval = Duration.ofSeconds(3);
        List<AccountPoller> pollers = IntStream.range(0, accounts)
                .mapToObj(number -> poller(number, interval, System::nanoTime))
                .toList();
        looks.values().forEach(List::clear);
        schedule.start(pollers);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> IntStream.range(0, accounts).allMatch(account -> requests(account) >= 6));

        assertThat(threads.stream().filter(Thread::isAlive)).hasSizeLessThan(40);
        Set<Long> phases = new HashSet<>();
        looks.values().forEach(times -> phases.add((times.get(0) - firstLook()) / (interval.toNanos() / 10)));
        assertThat(phases)
                .as("tenths of an interval in which first polls began")
                .hasSizeGreaterThanOrEqualTo(9);
    }

    private long firstLook() {
        return looks.values().stream().mapToLong(times -> times.get(0)).min().orElseThrow();
    }

    @Test
    void thirtyAccountsWhoseAnswersHang_delayNobody() {
        List<AccountPoller> pollers = pollers(40);
        schedule.start(pollers);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> IntStream.range(0, 40).allMatch(a -> requests(a) >= 6));
        worlds.subList(0, 30).forEach(world -> world.fault(Fault.delay(LONG)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> threads.stream().filter(Thread::isAlive).count() >= 30);
        int[] before = IntStream.range(0, 40).map(this::requests).toArray();
        long begun = System.nanoTime();
        for (int account = 30; account < 40; account++) {
            int healthy = account;
            await().atMost(Duration.ofSeconds(30)).until(() -> requests(healthy) >= before[healthy] + 10);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).as("ten polls of each healthy account").isLessThan(INTERVAL.multipliedBy(20));
    }

    @Test
    void pollsOfOneAccountNeverOverlap() {
        AccountPoller poller = poller(0);
        worlds.get(0).fault(Fault.delay(INTERVAL.multipliedBy(2)).on(Call.CHATS));
        schedule.start(List.of(poller));
        long begun = System.nanoTime();
        awaitRequests(0, 5);
        // The fifth is asked when four are answered, each after two intervals: sooner, if polls overlapped.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(INTERVAL.multipliedBy(8));
    }

    @Test
    void aPollerThatTakesOver_waitsForThePollUnderWay_andIsTheOnlyOneFromThenOn() {
        AccountPoller first = poller(0, Duration.ofHours(1), System::nanoTime);
        SimulatedAccount world = worlds.get(0);
        world.fault(Fault.delay(Duration.ofSeconds(1)).on(Call.CHATS));
        schedule.start(List.of(first));
        await().until(() -> world.requests(Call.CHATS) == 1);
        List<Long> second = new CopyOnWriteArrayList<>();
        schedule.begin(new AccountPoller(
                "a0",
                new PollSettings(INTERVAL, LONG, 100, Lookout.REMOVAL, Lookout.MASS_GUARD),
                zapi.account(new Account("a0", "a0", Secret.of("a0-token"), null)),
                store.accounts(),
                Clock.systemUTC(),
                () -> {
                    second.add(System.nanoTime());
                    return System.nanoTime();
                },
                new Random(1)));
        int made = second.size();
        assertThat(world.requests(Call.CHATS)).isEqualTo(1);
        world.clearFaults();

        awaitRequests(0, 5);

        assertThat(second).hasSizeGreaterThan(made);
        assertThat(first.isFailing()).isFalse();
    }

    @Test
    void anAccountThatIsLetBe_isPolledNoMore_andPolledAgainWhenItIsBack() {
        AccountPoller poller = poller(0);
        schedule.start(List.of(poller, poller(1)));
        awaitRequests(0, 3);
        schedule.end("a0");
        awaitRequests(1, 1);
        int requests = requests(0);
        awaitRequests(1, 4);
        assertThat(requests(0)).isBetween(requests, requests + 1);

        schedule.begin(poller);

        awaitRequests(0, 3);
    }

    @Test
    void aDefect_doesNotEndTheWatchOfItsAccount_norOfOthers() {
        AtomicInteger calls = new AtomicInteger();
        AccountPoller defective = poller(0, () -> {
            if (calls.incrementAndGet() == 15) {
                throw new IllegalStateException("a defect, as asked for by this test");
            }
            return System.nanoTime();
        });
        schedule.start(List.of(defective, poller(1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.get() >= 15);
        awaitRequests(1, 5);
        awaitRequests(0, 3);
    }

    @Test
    void aMachineWithoutThreadsToSpare_onlyDelays() {
        AtomicInteger refused = new AtomicInteger();
        schedule = schedule(work -> {
            if (refused.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("unable to create native thread, as asked for by this test");
            }
            return thread(work);
        });
        schedule.start(List.of(poller(0)));
        awaitRequests(0, 3);
    }

    @Test
    void endsWithinSeconds_whilePollsHang() {
        List<AccountPoller> pollers = pollers(5);
        worlds.forEach(world -> world.fault(Fault.delay(LONG)));
        schedule.start(pollers);
        await().until(() -> worlds.stream().allMatch(world -> world.requests(Call.STATUS) == 1));
        long begun = System.nanoTime();
        schedule.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        zapi.close();
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(pollers).noneMatch(AccountPoller::isFailing);
    }

    @Test
    void endsAtOnce_whenNothingIsUnderWay_andPollsNoMore() throws StoreException {
        schedule.start(pollers(3));
        awaitRequests(0, 4);
        schedule.close();
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        long requests = simulator.simulator().requests();
        schedule.close();
        assertThat(simulator.simulator().requests()).isEqualTo(requests);
    }

    @Test
    void linesOfThePollBearTheAccount() {
        List<String> accounts = new CopyOnWriteArrayList<>();
        AccountPoller poller = poller(0, () -> {
            accounts.add(String.valueOf(MDC.get("account")));
            return System.nanoTime();
        });
        accounts.clear();
        schedule.start(List.of(poller));
        awaitRequests(0, 3);
        assertThat(accounts).isNotEmpty().containsOnly("a0");
    }
}
