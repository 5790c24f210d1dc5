package dev.vigia.agent.action;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.ClaimedAction;
import dev.vigia.agent.store.EventLog;
import dev.vigia.agent.store.Outbox;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.zapi.ZApi;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Sends what plugins asked for, for all accounts of the configuration, each on its own. */
public final class Sender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofSeconds(15);
    private static final Duration STOPPING_WITHOUT_ANSWERS = Duration.ofSeconds(5);
    private static final String AGENT_ENDED = "the agent ended while it was being sent";

    private final ZApi zapi;
    private final Outbox outbox;
    private final EventLog events;
    private final Clock clock;
    private final Turns turns = new Turns();
    private final RandomGenerator random;
    /** Also of accounts that were taken out of the configuration: their senders rest. */
    private final Map<String, AccountSender> senders = new ConcurrentHashMap<>();

    private final Map<String, Turns.Turn> turnsOf = new ConcurrentHashMap<>();
    private List<Account> accounts;
    private ActionSettings settings;
    private final Consumer<String> onAction = this::wake;
    private final Consumer<String> onEvent = this::wakeIfItWaitsForThePhone;

    @Inject
    Sender(
            List<Account> accounts,
            ActionSettings settings,
            ZApi zapi,
            Outbox outbox,
            EventLog events,
            Clock clock,
            RandomGenerator random) {
        this.zapi = zapi;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.accounts = List.copyOf(accounts);
        this.settings = settings;
        accounts.forEach(account -> sendFor(account, settings));
    }

    private void sendFor(Account account, ActionSettings by) {
        AccountSender known = senders.get(account.name());
        if (known != null) {
            known.sendBy(zapi.account(account), by);
            return;
        }
        AccountSender sender = new AccountSender(
                account.name(), zapi.account(account), outbox, by, clock, new Backoff(FIRST_RETRY, random));
        senders.put(account.name(), sender);
        turnsOf.put(account.name(), turns.of(account.name(), sender::work));
    }

    /** Sends for other accounts from now on, or with other settings. What is under way ends as it was begun. To be called by one thread. */
    public void apply(List<Account> newAccounts, ActionSettings newSettings, Report report) {
        if (!newSettings.equals(settings)) {
            report.done("Actions are sent with the new settings");
        }
        for (Account account : newAccounts) {
            if (!accounts.contains(account) || !newSettings.equals(settings)) {
                sendFor(account, newSettings);
                wake(account.name());
            }
        }
        Set<String> names = newAccounts.stream().map(Account::name).collect(Collectors.toSet());
        senders.forEach((name, sender) -> {
            if (!names.contains(name)) {
                sender.stop();
            }
        });
        accounts = List.copyOf(newAccounts);
        settings = newSettings;
    }

    /** Tells what is in doubt since the agent ended last, and begins to send. */
    public void start() throws StoreException {
        for (ClaimedAction action : outbox.unrecorded()) {
            MDC.put("account", action.account());
            try {
                tell(action);
            } finally {
                MDC.remove("account");
            }
        }
        outbox.onCommit(onAction);
        events.onCommit(onEvent);
        turnsOf.values().forEach(Turns.Turn::wake);
    }

    private void tell(ClaimedAction action) throws StoreException {
        String what = action.kind() + " " + Masked.chat(action.chat());
        if (action.resend()) {
            log.warn("For {}: {}: {}. It is sent again, as the plugin wants", action.instance(), what, AGENT_ENDED);
            outbox.sendAgain(action.id(), clock.instant(), AGENT_ENDED);
        } else {
            log.warn(
                    "For {}: {}: {}. Whether it was sent is not known, and it is not sent again",
                    action.instance(),
                    what,
                    AGENT_ENDED);
            outbox.inDoubt(action.account(), action.id(), AGENT_ENDED, clock.instant());
        }
    }

    private void wake(String account) {
        Turns.Turn turn = turnsOf.get(account);
        if (turn != null) {
            turn.wake();
        }
    }

    private void wakeIfItWaitsForThePhone(String account) {
        AccountSender sender = senders.get(account);
        if (sender != null && sender.waitsForPhone()) {
            wake(account);
        }
    }

    /** Claims nothing more, and waits for the answers to what is under way; what is not answered in time is in doubt. */
    @Override
    public void close() {
        outbox.forgetOnCommit(onAction);
        events.forgetOnCommit(onEvent);
        senders.values().forEach(AccountSender::stop);
        turns.stop();
        try {
            if (!turns.await(STOPPING)) {
                zapi.callOffPosts();
                turns.await(STOPPING_WITHOUT_ANSWERS);
            }
        } catch (InterruptedException e) {
            zapi.callOffPosts();
            Thread.currentThread().interrupt();
        }
    }
}
