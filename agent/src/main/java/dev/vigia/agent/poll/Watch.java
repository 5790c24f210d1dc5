package dev.vigia.agent.poll;

import dev.vigia.agent.store.Accounts;
import dev.vigia.agent.zapi.ZApi;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** The watch over all accounts of the configuration. */
public final class Watch implements AutoCloseable {
    private final PollSchedule schedule;
    private final List<AccountPoller> pollers;

    @Inject
    Watch(List<WatchedAccount> watched, ZApi zapi, Accounts accounts, Clock clock, RandomGenerator random) {
        this.schedule = new PollSchedule(random, Thread::new);
        this.pollers = watched.stream()
                .map(each -> new AccountPoller(
                        each.account().name(),
                        each.poll(),
                        zapi.account(each.account()),
                        accounts,
                        clock,
                        System::nanoTime,
                        random))
                .toList();
        accounts.onChangeFromOutside(() -> pollers.forEach(AccountPoller::changedFromOutside));
    }

    public void start() {
        schedule.start(pollers);
    }

    /** How each account is, in the order of the configuration. */
    public List<AccountHealth> health() {
        return pollers.stream()
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
