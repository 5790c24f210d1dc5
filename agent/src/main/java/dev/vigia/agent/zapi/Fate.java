package dev.vigia.agent.zapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that changes something. The gateway cannot recognise a repetition, so what matters is whether the call may have
 * been taken. Reasons are for a person to read and hold no secret.
 */
public sealed interface Fate {
    /**
     * The gateway took it.
     *
     * @param zaapId the gateway's own number of it, if it gave one
     * @param messageId WhatsApp's number of the message, if the gateway gave one
     */
    record Accepted(@Nullable String zaapId, @Nullable String messageId) implements Fate {}

    /**
     * It was surely not taken, and may be if it is tried again.
     *
     * @param atLeast how long the gateway wants to be left alone; zero if it did not say
     */
    record NotYet(String reason, Duration atLeast) implements Fate {
        static NotYet because(ZApiException e) {
            return new NotYet(String.valueOf(e.getMessage()), e.retryAfter().orElse(Duration.ZERO));
        }
    }

    /** It was surely not taken, and would not be another time. */
    record Refused(String reason) implements Fate {}

    /** It was on its way when something broke: it may have been taken or not. */
    record InDoubt(String reason) implements Fate {}
}
