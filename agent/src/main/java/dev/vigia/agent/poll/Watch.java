package dev.vigia.agent.poll;

import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.Accounts;
import dev.vigia.agent.zapi.ZApi;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The watch over all accounts of the configuration. Started, changed and closed by one thread at a time. */
public final class Watch implements AutoCloseable {
    private final ZApi zapi;
    private final Accounts accounts;
    private final Clock clock;
    private final RandomGenerator random;
    private final PollSchedule schedule;
    private volatile List<Watched> watched;

    /** An account as it is configured, and who polls it. */
    private record Watched(WatchedAccount account, AccountPoller poller) {
        String name() {
            return poller.account();
        }
    }

    @Inject
    Watch(List<WatchedAccount> watched, ZApi zapi, Accounts accounts, Clock clock, RandomGenerator random) {
        this.zapi = zapi;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
        this.schedule = new PollSchedule(random, Thread::new);
        this.watched = watched.stream().map(this::watch).toList();
        accounts.onChangeFromOutside(() -> pollers().forEach(AccountPoller::changedFromOutside));
    }

    private Watched watch(WatchedAccount account) {
        AccountPoller poller = new AccountPoller(
                account.account().name(),
                account.poll(),
                zapi.account(account.account()),
                accounts,
                clock,
                System::nanoTime,
                random);
        return new Watched(account, poller);
    }

    public void start() {
        schedule.start(pollers());
    }

    /** Watches other accounts from now on, or the same in another way. Those that stay as they are go on undisturbed. */
    public void apply(List<WatchedAccount> wanted, Report report) {
        List<Watched> now = new ArrayList<>();
        List<AccountPoller> begin = new ArrayList<>();
        for (WatchedAccount account : wanted) {
            String name = account.account().name();
            Optional<Watched> known = find(name);
            if (known.isPresent() && known.get().account().equals(account)) {
                now.add(known.get());
            } else {
                Watched other = watch(account);
                now.add(other);
                begin.add(other.poller());
                report.done(
                        "Account " + name + (known.isPresent() ? " changed: it is watched in the new way" : " added"));
            }
        }
        for (Watched each : watched) {
            if (now.stream().noneMatch(other -> other.name().equals(each.name()))) {
                schedule.end(each.name());
                report.done(
                        "Account " + each.name() + " removed: it is not watched any more; what is stored of it stays");
            }
        }
        watched = List.copyOf(now);
        begin.forEach(schedule::begin);
    }

    private Optional<Watched> find(String name) {
        return watched.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private List<AccountPoller> pollers() {
        return watched.stream().map(Watched::poller).toList();
    }

    /** How each account is, in the order of the configuration. */
    public List<AccountHealth> health() {
        return pollers().stream()
                .map(poller -> {
                    Sight sight = poller.sight();
                    return new AccountHealth(
                            poller.account(), poller.health(), sight.words(), sight.flapping(), sight.suspects());
                })
                .toList();
    }

    @Override
    public void close() {
        schedule.close();
    }
}
