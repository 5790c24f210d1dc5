package dev.vigia.agent.poll;

import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.zapi.ZApiException;
import dev.vigia.api.AccountFailing;
import java.time.Duration;

/**
 * Why a look failed, and how patiently to try again.
 *
 * @param reason as in {@link AccountFailing}
 * @param detail for a person to read; holds no secret
 * @param atLeast how long the gateway asked to wait
 * @param longest how long to wait between tries in the end
 */
record Failure(String reason, String detail, Duration atLeast, Duration longest) {
    private static final Duration WHILE_IT_MAY_PASS = Duration.ofMinutes(1);
    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(5);

    static Failure of(ZApiException e) {
        return new Failure(
                reason(e.kind()),
                String.valueOf(e.getMessage()),
                e.retryAfter().orElse(Duration.ZERO),
                e.isTransient() ? WHILE_IT_MAY_PASS : UNTIL_SOMEBODY_ACTS);
    }

    static Failure of(DistrustedAnswerException e) {
        return new Failure(
                AccountFailing.INVALID_ANSWER, String.valueOf(e.getMessage()), Duration.ZERO, WHILE_IT_MAY_PASS);
    }

    static Failure of(StoreException e) {
        return new Failure(
                AccountFailing.UNREACHABLE, String.valueOf(e.getMessage()), Duration.ZERO, WHILE_IT_MAY_PASS);
    }

    private static String reason(ZApiException.Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> AccountFailing.UNAUTHORIZED;
            case SUBSCRIPTION -> AccountFailing.SUBSCRIPTION;
            case THROTTLED, UNREACHABLE -> AccountFailing.UNREACHABLE;
            case INVALID_ANSWER, CONTRACT -> AccountFailing.INVALID_ANSWER;
            case NOT_A_LIST -> AccountFailing.NOT_A_LIST;
        };
    }
}
