package dev.vigia.testkit;

import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;
import dev.vigia.calls.Breaker;
import dev.vigia.calls.Effects;
import dev.vigia.calls.Effects.NoticeGiven;
import dev.vigia.calls.Handled;
import dev.vigia.testkit.Chores.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the plugin is to do, done on the test's thread as soon as the test's clock says so. */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MOST_IN_A_ROUND = 32;

    private PluginInstance instance;
    private final ManualClock clock;
    private final Instant start;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private Breaker breaker = new Breaker();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final Set<String> hadEffects = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<PluginNotice> notices = new ArrayList<>();
    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<FailedAttempt> failures = new ArrayList<>();
    private Instant pausedUntil = Instant.MIN;
    private int failuresInARow;
    private boolean nextCommitFails;
    private boolean working;
    private boolean closed;

    Lane(PluginInstance instance, ManualClock clock, List<String> accountNames) {
        this.instance = instance;
        this.clock = clock;
        this.start = clock.instant();
        for (String name : accountNames) {
            accounts.put(name, new Account(name, new Chores(instance.jobs(), clock.instant())));
        }
    }

    PluginInstance instance() {
        return instance;
    }

    Instant now() {
        return clock.instant();
    }

    Account account(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException("the plugin is not used for the account \"" + name + "\", only for "
                    + String.join(", ", accounts.keySet()));
        }
        return account;
    }

    List<Sent> sent() {
        return sent;
    }

    List<PluginNotice> notices() {
        return notices;
    }

    /** What became of each event, by its id. */
    Map<String, String> outcomes() {
        return outcomes;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    List<FailedAttempt> failures() {
        return failures;
    }

    void failNextCommit() {
        checkMayWork();
        nextCommitFails = true;
    }

    /** Delivers events that are new. */
    void deliver(List<Event> newEvents) {
        checkMayWork();
        Map<String, Event> added = new LinkedHashMap<>();
        for (Event event : newEvents) {
            String id = event.meta().id();
            account(event.meta().account());
            if (events.containsKey(id) || added.put(id, event) != null) {
                throw new IllegalArgumentException("the event " + id
                        + " was delivered before; redeliver(…) or replay(…) it, or give another a meta() of its own");
            }
        }
        events.putAll(added);
        added.values().forEach(event -> account(event.meta().account()).add(event));
        work();
    }

    void redeliver(Event event) {
        Account account = accountOf(event);
        if (hadEffects.contains(event.meta().id())) {
            throw new IllegalArgumentException("the event " + event.meta().id() + " had effects, and those are stored"
                    + " together with its ack, so the agent does not deliver it again by itself; replay(…) it");
        }
        account.feed().add(event);
        work();
    }

    void replay(Event event) {
        Account account = accountOf(event);
        deadLetters.removeIf(
                letter -> letter.event().meta().id().equals(event.meta().id()));
        account.feed().replay(event);
        work();
    }

    private Account accountOf(Event event) {
        checkMayWork();
        Account account = account(event.meta().account());
        if (!events.containsKey(event.meta().id())) {
            throw new IllegalArgumentException(
                    "the event " + event.meta().id() + " was never delivered; deliver(…) it");
        }
        if (account.feed().holds(event)) {
            throw new IllegalArgumentException("the event " + event.meta().id() + " is still on its way; advance(…)");
        }
        return account;
    }

    /** Does all that is due now. */
    void work() {
        checkMayWork();
        working = true;
        try {
            boolean more = true;
            while (more) {
                more = !isPaused() && (doNext() || (breaker.tryAnyAgain() && doNext()));
            }
        } finally {
            working = false;
        }
    }

    /** Ends the plugin and goes on with another instance of it, with all that is stored. What was learnt of failures is forgotten. */
    void restart(Supplier<PluginInstance> next) {
        close();
        instance = next.get();
        closed = false;
        breaker = new Breaker();
        pausedUntil = Instant.MIN;
        failuresInARow = 0;
        accounts.values().forEach(account -> account.chores().restart(instance.jobs(), now()));
        work();
    }

    void close() {
        checkMayWork();
        closed = true;
        instance.close();
    }

    boolean isClosed() {
        return closed;
    }

    /** Refuses to be called by the plugin's own code, and after the end. */
    void checkMayWork() {
        if (closed) {
            throw new IllegalStateException("the test agent is closed");
        }
        if (working) {
            throw new IllegalStateException("The plugin called the test agent while it was being called by it. Only the"
                    + " test moves the clock and delivers events");
        }
    }

    /** Moves the clock, and does all that becomes due on the way, each at its time. */
    void advance(Duration time) {
        Instant end = now().plus(time);
        work();
        Optional<Instant> next = nextTime();
        while (next.isPresent() && !next.get().isAfter(end)) {
            clock.set(next.get());
            work();
            next = nextTime();
        }
        clock.set(end);
        work();
    }

    /** The time as the breaker counts it. */
    private long nanos() {
        return Duration.between(start, now()).toNanos();
    }

    private boolean isPaused() {
        return pausedUntil.isAfter(now()) || !breaker.pause(nanos()).isZero();
    }

    private Optional<Instant> nextTime() {
        if (isPaused()) {
            Instant tryAgain = now().plus(breaker.pause(nanos()));
            return Optional.of(pausedUntil.isAfter(tryAgain) ? pausedUntil : tryAgain);
        }
        return accounts.values().stream()
                .flatMap(account -> account.losses().isEmpty()
                        ? Stream.concat(
                                account.feed().times(),
                                account.isBaselined() ? account.chores().times() : Stream.empty())
                        : Stream.of(account.losses().element().notBefore()))
                .filter(time -> time.isAfter(now()))
                .min(Instant::compareTo);
    }

    /** Does one thing that is due. Returns whether there was any. */
    private boolean doNext() {
        for (Account account : accounts.values()) {
            if (!account.losses().isEmpty()) {
                if (!account.losses().element().notBefore().isAfter(now())) {
                    tell(account);
                    return true;
                }
                continue;
            }
            Optional<Chore> chore = account.isBaselined() ? account.chores().next(now()) : Optional.empty();
            if (chore.isPresent()) {
                run(chore.get(), account);
                return true;
            }
            boolean trial = breaker.isOpen();
            List<Item> items = account.feed()
                    .next(
                            trial ? 1 : MOST_IN_A_ROUND,
                            now(),
                            item -> !trial
                                    || !breaker.wasTried(item.event().meta().id()));
            if (!items.isEmpty()) {
                new Round(this, account, trial).deliver(items);
                return true;
            }
        }
        return false;
    }

    private void tell(Account account) {
        Loss loss = account.losses().element();
        try {
            Handled handled = instance.tell(loss, account, now());
            instance.flush();
            if (commit(account, handled.effects())) {
                account.losses().remove();
                return;
            }
        } catch (CallFailure e) {
            record(loss.attempt(), e);
        }
        account.losses().remove();
        account.losses().addFirst(loss.again(now().plus(Backoff.after(loss.attempt(), LONGEST_WAIT))));
    }

    private void run(Chore chore, Account account) {
        try {
            Handled handled = instance.run(chore, account, now());
            instance.flush();
            if (commit(account, handled.effects())) {
                chore.done(now());
                return;
            }
        } catch (CallFailure e) {
            record(chore.attempt(), e);
        }
        chore.failed(now());
    }

    /** Stores effects together with an ack. Returns false if that failed, as the test wanted; then nothing is stored. */
    boolean commit(Account account, Effects effects) {
        if (nextCommitFails) {
            nextCommitFails = false;
            return false;
        }
        account.memory().store(effects).forEach(action -> sent.add(Sent.of(action, account, now())));
        for (NoticeGiven given : effects.notices()) {
            TestNotice notice =
                    new TestNotice(instance.name(), given.kind(), given.text(), Optional.ofNullable(given.chat()));
            PluginNotice event = new PluginNotice(account.newMeta(now()).causedBy(instance.name()), notice);
            notices.add(event);
            account.add(event);
        }
        return true;
    }

    /** Leaves the plugin alone for a while, because what it did cannot be stored or made durable. */
    void pause() {
        failuresInARow++;
        pausedUntil = now().plus(Backoff.after(failuresInARow, LONGEST_PAUSE));
    }

    void succeeded(Event event, Handled handled) {
        if (!handled.outcome().isEmpty()) {
            outcomes.merge(event.meta().id(), handled.outcome(), (before, then) -> before + "; then " + then);
        }
        if (!handled.effects().isEmpty()) {
            hadEffects.add(event.meta().id());
        }
        if (handled.reachedHandler()) {
            failuresInARow = 0;
            breaker.succeeded();
        }
    }

    void failed(Event event) {
        breaker.failed(event.meta().id(), nanos());
    }

    void bury(Item item, String failure) {
        deadLetters.removeIf(
                letter -> letter.event().meta().id().equals(item.event().meta().id()));
        deadLetters.add(new DeadLetter(item.event(), item.attempt(), failure));
    }

    /** Keeps what the plugin threw for the test, and shows it to whoever reads the test's log. */
    void record(int attempt, CallFailure failure) {
        failures.add(new FailedAttempt(attempt, failure.text(), failure.thrown()));
        log.warn("Attempt {}: {}", attempt, failure.text());
    }
}
