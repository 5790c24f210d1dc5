package dev.vigia.agent.poll;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.pace.Due;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.store.Accounts;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.sweep.MassGuard;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.PhoneStatus;
import dev.vigia.agent.zapi.ZApiException;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountMassChange;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Watches one account: each {@link #poll} looks at it once, compares what it sees with the snapshot and commits the difference.
 *
 * <p>Used by one thread at a time.
 */
final class AccountPoller {
    private static final Duration STATUS_EVERY = Duration.ofMinutes(1);
    private static final int EMPTY_LOOKS_BEFORE_AN_EMPTY_BASELINE = 3;

    private final String account;
    private final PollSettings settings;
    private final AccountApi api;
    private final Accounts accounts;
    private final Clock clock;
    private final Looking looking;
    private final MassGuard massGuard;
    private final Failures failures;
    private final Failures storeFailures;
    private final PollLog log;
    private final Due statusDue;
    private int emptyFirstLooks;
    private @Nullable String connectedPhone;
    private volatile boolean storeFails;
    private volatile boolean changedFromOutside;
    private volatile @Nullable AccountState state;

    AccountPoller(
            String account,
            PollSettings settings,
            AccountApi api,
            Accounts accounts,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.account = account;
        this.settings = settings;
        this.api = api;
        this.accounts = accounts;
        this.clock = clock;
        this.massGuard = new MassGuard(settings.massGuard());
        this.failures = new Failures(settings.interval(), random);
        this.storeFailures = new Failures(settings.interval(), random);
        this.log = new PollLog(nanoTime);
        this.statusDue = new Due(STATUS_EVERY, nanoTime);
        this.looking = new Looking(api, settings, log, nanoTime);
    }

    String account() {
        return account;
    }

    Duration interval() {
        return settings.interval();
    }

    /** How the account is, in a word. Any thread may ask. */
    String health() {
        AccountState known = state;
        if (storeFails) {
            return "not-stored";
        }
        if (known == null || (!known.baselined() && known.health().failing() == null)) {
            return "starting";
        }
        if (known.health().isDisconnected()) {
            return "disconnected";
        }
        Health.Failing failing = known.health().failing();
        return failing == null ? "watched" : failing.reason();
    }

    /** How well the account is seen. Any thread may ask. */
    Sight sight() {
        return looking.sight();
    }

    boolean isFailing() {
        return storeFails || failures.inARow() > 0;
    }

    /** Says that another program may have changed what is stored. Any thread may call it. */
    void changedFromOutside() {
        changedFromOutside = true;
    }

    /** Looks once, whatever comes of it. Returns how long to wait before the next look. */
    Duration poll() {
        try {
            look();
            failures.end();
            storeWorks();
            return settings.interval();
        } catch (ZApiException e) {
            return failed(Failure.of(e));
        } catch (DistrustedAnswerException e) {
            return failed(Failure.of(e));
        } catch (StoreException e) {
            return storeFailed(e);
        }
    }

    private void look() throws ZApiException, DistrustedAnswerException, StoreException {
        boolean askedStatus = statusDue.isDue();
        if (!isConnected(known())) {
            return;
        }
        AccountState known = known();
        Look look = looking.look(known, clock.instant().truncatedTo(ChronoUnit.MILLIS), askedStatus);
        if (!known.baselined() && isTooEmptyForABaseline(look)) {
            return;
        }
        if (looking.reliesOnTheConnection(look) && !isStillConnected(known)) {
            return;
        }
        if (looking.swept() && isAnotherPhone()) {
            return;
        }
        looking.conclude(look, known.snapshot());
        Look.Outcome outcome = look.outcome();
        Map<String, Integer> masses =
                known.baselined() ? massGuard.masses(outcome, known.snapshot().size()) : Map.of();
        if (massGuard.holds(masses)) {
            log.held(masses, known.snapshot().size());
            looking.sweepNext();
            return;
        }
        log.noLongerHeld();
        commit(known, outcome, masses);
        looking.stored(outcome.isEmpty());
    }

    /** A number that was connected just now shows no chats until they are loaded. Taken for the truth, each would seem new later. */
    private boolean isTooEmptyForABaseline(Look look) {
        emptyFirstLooks = look.chats().isEmpty() ? emptyFirstLooks + 1 : 0;
        return emptyFirstLooks > 0 && emptyFirstLooks < EMPTY_LOOKS_BEFORE_AN_EMPTY_BASELINE;
    }

    private void commit(AccountState known, Look.Outcome outcome, Map<String, Integer> masses) throws StoreException {
        HealthChange health = HealthChange.watched(known.health());
        boolean firstLook = !known.baselined();
        if (outcome.isEmpty() && health.facts().isEmpty() && !firstLook) {
            log.quiet();
            return;
        }
        List<Fact> facts = new ArrayList<>(health.facts());
        if (firstLook) {
            facts.add(meta -> new AccountBaselined(meta, outcome.changed().size()));
        } else {
            masses.forEach((what, chats) -> facts.add(meta -> new AccountMassChange(meta, what, chats)));
            facts.addAll(outcome.facts());
        }
        state = accounts.commit(known, LookCommit.of(outcome, true, health.health(), facts));
        if (firstLook) {
            log.baselined(outcome.changed().size());
        } else {
            log.committed(outcome.changed().size(), facts.size());
        }
        if (known.health().failing() != null) {
            log.recovered(known.health().failing(), outcome.at());
        }
    }

    /** Asks for the phone's connection when it is time, and always as long as it is not connected. */
    private boolean isConnected(AccountState known) throws ZApiException, StoreException {
        if (!statusDue.isDue() && !known.health().isDisconnected()) {
            return true;
        }
        PhoneStatus status = api.status();
        statusDue.done();
        log.connection(status.connected());
        HealthChange change = HealthChange.phone(known.health(), status.connected());
        if (!change.health().equals(known.health())) {
            boolean reconnected = known.health().isDisconnected() && status.connected();
            tell(known, change);
            if (reconnected) {
                looking.beginAnew();
            }
        }
        return status.connected();
    }

    /** For a phone that lost its connection meanwhile the gateway may have answered with anything. */
    private boolean isStillConnected(AccountState known) throws ZApiException, StoreException {
        statusDue.now();
        return isConnected(known);
    }

    /** Another phone under the same instance brings another list. */
    private boolean isAnotherPhone() throws ZApiException {
        Optional<String> phone = api.connectedPhone();
        boolean another =
                connectedPhone != null && phone.isPresent() && !phone.get().equals(connectedPhone);
        connectedPhone = phone.orElse(connectedPhone);
        if (another) {
            log.anotherPhone();
            looking.beginAnew();
        }
        return another;
    }

    private Duration failed(Failure failure) {
        looking.forget();
        statusDue.now(); // A phone that is not connected may be all there is to it.
        if (Thread.currentThread().isInterrupted()) {
            return settings.interval(); // The agent is stopping; that says nothing about the account.
        }
        failures.add(clock.instant());
        log.failed(failure, failures.inARow());
        if (failures.areWorthTelling()) {
            looking.sweepNext(); // Much may have happened unseen.
            try {
                tellFailing(known(), failure);
            } catch (StoreException e) {
                return storeFailed(e);
            }
        }
        return failures.wait(failure);
    }

    private void tellFailing(AccountState known, Failure failure) throws StoreException {
        HealthChange change = HealthChange.failing(
                known.health(), new Health.Failing(failure.reason(), failures.since()), failure.detail());
        if (!change.facts().isEmpty()) {
            tell(known, change);
        }
    }

    /** What is in memory may not be what is stored: begin anew from the store. */
    private Duration storeFailed(StoreException e) {
        state = null;
        looking.forget();
        if (Thread.currentThread().isInterrupted()) {
            return settings.interval();
        }
        storeFails = true;
        storeFailures.add(clock.instant());
        log.storeFailed(e, storeFailures.inARow());
        return storeFailures.wait(Failure.of(e));
    }

    private void storeWorks() {
        if (storeFails) {
            storeFails = false;
            storeFailures.end();
            log.stored();
        }
    }

    private void tell(AccountState known, HealthChange change) throws StoreException {
        state = accounts.commit(
                known,
                new LookCommit(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        known.baselined(),
                        change.health(),
                        List.of(),
                        change.facts()));
    }

    private AccountState known() throws StoreException {
        AccountState known = state;
        if (changedFromOutside) {
            changedFromOutside = false;
            if (known != null && accounts.revision(account) != known.revision()) {
                known = null;
                looking.forget();
            }
        }
        if (known == null) {
            known = accounts.load(account);
            state = known;
        }
        return known;
    }
}
