package dev.vigia.agent.action;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.store.ClaimedAction;
import dev.vigia.agent.store.Outbox;
import dev.vigia.agent.store.QueuedAction;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.Fate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one account's actions, in order for each chat, within the operator's limits. One that cannot be sent yet holds up the later ones
 * of its chat only.
 *
 * <p>Used by one thread at a time.
 */
final class AccountSender {
    static final String DRY_RUN = "dry-run: nothing was sent";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);
    // What the clock was set back by cannot be told from the future, and what lies there counts against no limit.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final String account;
    private final Outbox outbox;
    private final Clock clock;
    private final Backoff backoff;
    private final SendLog log = new SendLog();
    private @Nullable Recording unrecorded;
    private int storeFailures;
    private volatile Way wanted;
    private Way way;
    private volatile boolean waitsForPhone;
    private volatile boolean stopping;

    /** How actions are sent at the time. What kept them back on another way does not keep them back on this one. */
    private record Way(AccountApi api, ActionSettings settings, Pause pause) {}

    /** Stores what became of an action; may be repeated until it is known to be stored. */
    @FunctionalInterface
    private interface Recording {
        void store() throws StoreException;
    }

    AccountSender(
            String account, AccountApi api, Outbox outbox, ActionSettings settings, Clock clock, Backoff backoff) {
        this.account = account;
        this.outbox = outbox;
        this.clock = clock;
        this.backoff = backoff;
        this.wanted = new Way(api, settings, new Pause(backoff));
        this.way = wanted;
    }

    /** Sends in this way from now on, also after it was stopped. Any thread may ask for it. */
    void sendBy(AccountApi api, ActionSettings settings) {
        wanted = new Way(api, settings, new Pause(backoff));
        stopping = false;
    }

    String account() {
        return account;
    }

    /** Whether news of the account may be that its phone is back, for which actions wait. Any thread may ask. */
    boolean waitsForPhone() {
        return waitsForPhone;
    }

    /** Claims nothing more. Any thread may ask for it. */
    void stop() {
        stopping = true;
    }

    /** Does what can be done now. Returns how long there is nothing more to do, unless something new comes. */
    Duration work() {
        try {
            storeWhatIsUnrecorded();
            Optional<Duration> rest = Optional.empty();
            while (rest.isEmpty()) {
                rest = stopping ? Optional.of(UNTIL_WOKEN) : step();
            }
            storeFailures = 0;
            log.storeWorks();
            return rest.get();
        } catch (StoreException e) {
            storeFailures++;
            log.storeFailed(e);
            return backoff.after(storeFailures, Pause.LONGEST);
        }
    }

    /** Sends or gives up one action; the answer is how long to rest if there is none for which it is time. */
    private Optional<Duration> step() throws StoreException {
        way = wanted;
        List<QueuedAction> queue = outbox.queue(account);
        if (queue.isEmpty()) {
            log.queueIsEmpty();
            waitsForPhone = false;
            return Optional.of(UNTIL_WOKEN);
        }
        Instant now = clock.instant();
        boolean connected = isConnected(queue.size());
        Instant next = now.plus(UNTIL_WOKEN);
        for (QueuedAction action : queue) {
            if (now.isAfter(action.notAfter())) {
                giveUp(
                        action,
                        GivingUp.late(
                                action, connected ? way.pause().reason() : "the phone was not connected to Z-API"));
                return Optional.empty();
            }
            next = earlier(next, action.notAfter().plusMillis(1));
        }
        Caps caps = new Caps(
                way.settings(), outbox.sent(account, now.minus(Caps.LONGEST_WINDOW), now.plus(CLOCKS_DIFFER)), now);
        Instant notBefore = connected ? gatewayIsLeftAloneUntil(now) : Instant.MAX;
        for (QueuedAction action : firstOfEachChat(queue)) {
            Caps.Room room = caps.forChat(action.chat());
            if (room.at().isAfter(action.notAfter())) {
                giveUp(action, GivingUp.noRoom(action, room));
                return Optional.empty();
            }
            if (room.at().isAfter(now)) {
                log.waitsForRoom(action, room);
            }
            Instant start = later(later(room.at(), believed(action.due(), now)), notBefore);
            if (!start.isAfter(now)) {
                send(action, now);
                return Optional.empty();
            }
            next = earlier(next, start);
        }
        return Optional.of(Duration.between(now, next));
    }

    private static List<QueuedAction> firstOfEachChat(List<QueuedAction> queue) {
        Set<String> chats = new HashSet<>();
        return queue.stream().filter(action -> chats.add(action.chat())).toList();
    }

    private boolean isConnected(int waiting) throws StoreException {
        // Set before asking, so that no change is missed.
        waitsForPhone = true;
        boolean connected = !outbox.isDisconnected(account);
        if (connected) {
            waitsForPhone = false;
            log.connected();
        } else {
            log.disconnected(waiting);
        }
        return connected;
    }

    private Instant gatewayIsLeftAloneUntil(Instant now) {
        return later(believed(way.pause().until(), now), now.plus(way.api().held()));
    }

    /** A time that lies too far ahead was set before somebody set back the clock. */
    private static Instant believed(Instant due, Instant now) {
        return due.isAfter(now.plus(LONGEST_WAIT)) ? now : due;
    }

    private void send(QueuedAction queued, Instant now) throws StoreException {
        // Should the claim fail, it may have been stored all the same.
        unrecorded = () -> outbox.notSent(queued.id(), now);
        Optional<ClaimedAction> claimed = outbox.claim(queued.id(), now);
        unrecorded = null;
        if (claimed.isEmpty()) {
            return;
        }
        ClaimedAction action = claimed.get();
        if (way.settings().dryRun()) {
            log.wouldSend(action);
            record(() -> outbox.failed(account, action.id(), DRY_RUN, now));
        } else {
            record(recording(action, run(action)));
        }
    }

    private Fate run(ClaimedAction action) {
        try {
            return Errand.run(action, way.api());
        } catch (RuntimeException e) {
            return new Fate.InDoubt(
                    "a defect of the agent broke it off (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Recording recording(ClaimedAction action, Fate fate) {
        Instant now = clock.instant();
        if (fate instanceof Fate.NotYet notYet) {
            Instant due = stopping ? now : leaveAlone(notYet, now);
            return () -> outbox.notSent(action.id(), due);
        }
        way.pause().end();
        log.reachable(now);
        if (fate instanceof Fate.Accepted accepted) {
            log.done(action);
            return () -> outbox.done(account, action.id(), accepted.zaapId(), accepted.messageId(), now);
        }
        if (fate instanceof Fate.Refused refused) {
            log.failed(action, refused.reason());
            return () -> outbox.failed(account, action.id(), refused.reason(), now);
        }
        String doubt = ((Fate.InDoubt) fate).reason();
        if (action.resend()) {
            Duration wait = backoff.after(action.attempts(), Pause.LONGEST);
            log.sendsAgain(action, wait, doubt);
            return () -> outbox.sendAgain(action.id(), now.plus(wait), doubt);
        }
        log.inDoubt(action.instance(), action.kind(), action.chat(), doubt);
        return () -> outbox.inDoubt(account, action.id(), doubt, now);
    }

    private Instant leaveAlone(Fate.NotYet notYet, Instant now) {
        Duration wait = way.pause().begin(notYet, now);
        log.unreachable(notYet.reason(), wait, now);
        return now.plus(wait);
    }

    private void giveUp(QueuedAction action, String reason) throws StoreException {
        Instant now = clock.instant();
        String doubt = action.doubt();
        if (doubt != null) {
            log.inDoubt(action.instance(), action.kind(), action.chat(), doubt);
            record(() -> outbox.inDoubt(account, action.id(), doubt, now));
        } else {
            log.failed(account, action, reason);
            record(() -> outbox.failed(account, action.id(), reason, now));
        }
    }

    private void record(Recording recording) throws StoreException {
        unrecorded = recording;
        storeWhatIsUnrecorded();
    }

    private void storeWhatIsUnrecorded() throws StoreException {
        Recording recording = unrecorded;
        if (recording != null) {
            recording.store();
            unrecorded = null;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
