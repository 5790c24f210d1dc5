package dev.vigia.agent.poll;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.pace.Due;
import dev.vigia.agent.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator reads of an account's polls: changes, each once. Which account it is, the line's context says.
 *
 * <p>A poll or two that fail are no news: on a network that loses one answer in twenty they would fill the log.
 */
final class PollLog {
    private static final Logger log = LoggerFactory.getLogger(AccountPoller.class);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Due progressDue;
    private final Set<String> troublesTold = new HashSet<>();
    private boolean connected = true;
    private boolean holding;

    PollLog(LongSupplier nanoTime) {
        this.progressDue = new Due(PROGRESS_EVERY, nanoTime);
        progressDue.done();
    }

    void quiet() {
        log.debug("Nothing new");
    }

    void baselineProgress(int seen) {
        if (progressDue.isDue()) {
            log.info("Reading the chats for the first time: {} so far", seen);
            progressDue.done();
        }
    }

    void baselined(int chats) {
        log.info("Watching {} {}; events begin with what changes from now on", chats, chats == 1 ? "chat" : "chats");
    }

    void committed(int chats, int events) {
        log.debug("{} chats changed, {} events", chats, events);
    }

    /** How well the account is seen, when that changes. */
    void sight(Sight before, Sight now) {
        if (!now.words().equals(before.words())) {
            if (now.orderIsKnown()) {
                log.info("The list of chats is {}", now.words());
            } else {
                log.warn(
                        "The list of chats is {}. Changes are seen all the same, but a removed chat is told only if Z-API says"
                                + " itself that there is none",
                        now.words());
            }
        }
        if (now.flapping() && !before.flapping()) {
            log.warn(
                    "Chats go back and forth between two states, as if two servers answered in turn; until that ends, a"
                            + " change is believed when a second look shows it too");
        } else if (!now.flapping() && before.flapping()) {
            log.info("Chats no longer go back and forth");
        }
    }

    void anotherPhone() {
        log.warn(
                "Another phone is connected to the instance than before. Its chats are compared with those that are known; a"
                        + " known chat that it does not have is told as removed");
    }

    void held(Map<String, Integer> masses, int known) {
        if (!holding) {
            log.info(
                    "Very much changed in one look, of {} chats: {}. It is looked at again before it is believed",
                    known,
                    masses);
        }
        holding = true;
    }

    void noLongerHeld() {
        if (holding) {
            log.info("What was held back is believed, or gone");
        }
        holding = false;
    }

    void connection(boolean now) {
        if (connected && !now) {
            log.warn("The phone is not connected to Z-API. Its chats are not looked at until it is; connect it again in"
                    + " the panel of Z-API");
        } else if (!connected && now) {
            log.info("The phone is connected to Z-API again");
        }
        connected = now;
    }

    void failed(Failure failure, int inARow) {
        if (inARow >= Failures.WORTH_TELLING && troublesTold.add(failure.reason())) {
            log.warn("Cannot be watched ({}) and is tried again: {}", failure.reason(), failure.detail());
        } else {
            log.debug("Failed, {} times in a row: {}", inARow, failure.detail());
        }
    }

    void recovered(Health.Failing failing, Instant at) {
        troublesTold.clear();
        log.info(
                "Can be watched again after {} seconds",
                Duration.between(failing.since(), at).toSeconds());
    }

    void storeFailed(StoreException e, int inARow) {
        if (inARow == 1) {
            log.error("What was seen could not be stored; nothing is lost, it is looked at again: {}", e.getMessage());
        } else {
            log.debug("Still cannot be stored, {} times in a row: {}", inARow, e.getMessage());
        }
    }

    void stored() {
        log.info("What is seen can be stored again");
    }
}
