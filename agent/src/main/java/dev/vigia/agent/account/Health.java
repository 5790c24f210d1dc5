package dev.vigia.agent.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account can be watched, as its events told last.
 *
 * @param connected whether its phone is connected to the gateway; null as long as nobody asked
 * @param failing why and since when it cannot be watched; null if it can
 */
public record Health(@Nullable Boolean connected, @Nullable Failing failing) {
    public static final Health UNKNOWN = new Health(null, null);

    /**
     * An account that cannot be watched.
     *
     * @param reason as in {@link dev.vigia.api.AccountFailing}
     * @param since to the millisecond, as it is stored
     */
    public record Failing(String reason, Instant since) {
        public Failing {
            since = since.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    public boolean isDisconnected() {
        return connected != null && !connected;
    }

    public Health withConnected(boolean now) {
        return new Health(now, failing);
    }

    public Health withFailing(@Nullable Failing now) {
        return new Health(connected, now);
    }
}
