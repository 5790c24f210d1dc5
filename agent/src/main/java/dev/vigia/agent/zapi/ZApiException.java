package dev.vigia.agent.zapi;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why a call brought no answer that can be trusted, and what to do. It never has a cause: what the HTTP client and the JSON reader
 * throw may quote URLs, and every URL holds a token.
 */
public final class ZApiException extends IOException {

    /** What a failure means to the one who asked. */
    public enum Kind {
        /** The gateway does not accept the instance, the token, the client token or the caller's address. */
        UNAUTHORIZED("Check the account's instance, token and client-token, and which addresses the gateway allows."),
        /** The instance's subscription lapsed. */
        SUBSCRIPTION("Renew the instance's subscription at Z-API."),
        /** The gateway wants fewer requests. */
        THROTTLED("If this stays, lower requests-per-second or poll less often."),
        /** No answer, none in time, half an answer, or one that says the gateway is out of order. */
        UNREACHABLE("If this stays, check the network and the gateway."),
        /** An answer nobody can read, or one that no gateway gives. */
        INVALID_ANSWER("If this stays, check base-url, and what stands between here and the gateway."),
        /** A readable answer that is something else than what was asked for. */
        NOT_A_LIST("If this stays, check base-url, and the account's instance and token."),
        /** The gateway does not know this kind of call. */
        CONTRACT("Check base-url: this is not the Z-API that was expected there.");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** Whether it may go away without anybody's doing. */
        public boolean isTransient() {
            return switch (this) {
                case UNAUTHORIZED, SUBSCRIPTION, CONTRACT -> false;
                case THROTTLED, UNREACHABLE, INVALID_ANSWER, NOT_A_LIST -> true;
            };
        }
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    ZApiException(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message + " " + kind.advice);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether asking again later may help without anybody's doing. */
    public boolean isTransient() {
        return kind.isTransient();
    }

    /** How long the gateway wants to be left alone, if it said so; never more than 15 minutes. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
