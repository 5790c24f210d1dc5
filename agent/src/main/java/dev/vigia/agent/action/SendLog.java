package dev.vigia.agent.action;

import dev.vigia.agent.store.ClaimedAction;
import dev.vigia.agent.store.QueuedAction;
import dev.vigia.agent.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator reads of an account's actions: what became of them, and why they wait, once. The line's context names the account. */
final class SendLog {
    private static final Logger log = LoggerFactory.getLogger(AccountSender.class);

    private @Nullable Instant unreachableSince;
    private boolean disconnected;
    private boolean limited;
    private boolean storeFails;

    void done(ClaimedAction action) {
        log.info("Done for {}: {} {}", action.instance(), action.kind(), Masked.chat(action.chat()));
    }

    void wouldSend(ClaimedAction action) {
        log.info(
                "Dry run: for {} this would be sent: {} {} {}",
                action.instance(),
                action.kind(),
                Masked.chat(action.chat()),
                action.text().replaceAll("\\p{Cntrl}", " "));
    }

    void failed(String account, QueuedAction action, String failure) {
        log.warn(
                "Not done for {}: {} {} of the account {}: {}",
                action.instance(),
                action.kind(),
                Masked.chat(action.chat()),
                account,
                failure);
    }

    void failed(ClaimedAction action, String failure) {
        log.warn("Not done for {}: {} {}: {}", action.instance(), action.kind(), Masked.chat(action.chat()), failure);
    }

    void inDoubt(String instance, String kind, String chat, String failure) {
        log.warn(
                "In doubt for {}: whether {} {} was done is not known, and it is not sent again: {}",
                instance,
                kind,
                Masked.chat(chat),
                failure);
    }

    void sendsAgain(ClaimedAction action, Duration wait, String doubt) {
        log.warn(
                "In doubt for {}: whether {} {} was done is not known; it is sent again in {} ms, as the plugin wants: {}",
                action.instance(),
                action.kind(),
                Masked.chat(action.chat()),
                wait.toMillis(),
                doubt);
    }

    void waitsForRoom(QueuedAction action, Caps.Room room) {
        if (!limited) {
            log.info(
                    "Over the limit {}: {} {} for {} waits until {}, and so may others",
                    room.limit(),
                    action.kind(),
                    Masked.chat(action.chat()),
                    action.instance(),
                    room.at());
        }
        limited = true;
    }

    void disconnected(int waiting) {
        if (!disconnected) {
            log.info(
                    "The phone is not connected to Z-API: {} action(s) wait until it is, or until they are too late",
                    waiting);
        }
        disconnected = true;
    }

    void connected() {
        if (disconnected) {
            log.info("The phone is connected to Z-API again: actions are sent");
        }
        disconnected = false;
    }

    void unreachable(String reason, Duration wait, Instant now) {
        if (unreachableSince == null) {
            unreachableSince = now;
            log.warn(
                    "Actions wait, because none can be sent; the next attempt is in {} ms: {}",
                    wait.toMillis(),
                    reason);
        } else {
            log.debug("Still none can be sent; the next attempt is in {} ms: {}", wait.toMillis(), reason);
        }
    }

    void reachable(Instant now) {
        if (unreachableSince != null) {
            log.info(
                    "Actions can be sent again after {} seconds",
                    Duration.between(unreachableSince, now).toSeconds());
        }
        unreachableSince = null;
    }

    void queueIsEmpty() {
        limited = false;
    }

    void storeFailed(StoreException e) {
        if (!storeFails) {
            log.error("Actions are not sent, because what becomes of them cannot be stored: {}", e.getMessage());
        }
        storeFails = true;
    }

    void storeWorks() {
        if (storeFails) {
            log.info("What becomes of actions can be stored again; they are sent");
        }
        storeFails = false;
    }
}
