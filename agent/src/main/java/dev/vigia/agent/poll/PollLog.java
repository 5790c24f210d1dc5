package dev.vigia.agent.poll;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.pace.Due;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.AccountFailing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator reads of an account's polls: changes, each once. Which account it is, the line's context says. */
final class PollLog {
    private static final Logger log = LoggerFactory.getLogger(AccountPoller.class);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Due progressDue;

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

    void connection(Health before, boolean connected) {
        if (!connected) {
            log.warn("The phone is not connected to Z-API. Its chats are not looked at until it is; connect it again in"
                    + " the panel of Z-API");
        } else if (before.isDisconnected()) {
            log.info("The phone is connected to Z-API again");
        }
    }

    void failed(Failure failure, int inARow) {
        if (inARow == Failures.WORTH_TELLING) {
            log.warn("Cannot be watched ({}): {}. {}", failure.reason(), failure.detail(), cure(failure.reason()));
        } else if (inARow == 1) {
            log.info("A poll failed and is tried again: {}", failure.detail());
        } else {
            log.debug("Still failing, {} times in a row: {}", inARow, failure.detail());
        }
    }

    void recovered(Health.Failing failing, Instant at) {
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

    private static String cure(String reason) {
        return switch (reason) {
            case AccountFailing.UNAUTHORIZED ->
                "Check the account's instance, token and client-token in the configuration,"
                        + " and whether Z-API lets only certain addresses in";
            case AccountFailing.SUBSCRIPTION -> "Renew the subscription of this instance at Z-API";
            case AccountFailing.UNREACHABLE -> "Check the network; it is tried again by itself";
            default -> "Check vigia.zapi.base-url, and whether a proxy stands between; it is tried again by itself";
        };
    }
}
