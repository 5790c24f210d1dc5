package dev.vigia.agent.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat's mute. It ends by the clock without the gateway saying so, and the gateway may go on reporting it after its end.
 *
 * @param until the end; kept after the mute ran out, until the gateway reports it over
 */
record Mute(@Nullable Boolean on, @Nullable Long until) {
    static Mute of(ChatState state) {
        return new Mute(state.muted(), state.mutedUntil());
    }

    Mute updated(ChatSeen seen, Instant at) {
        if (seen.muted() == null) {
            return this;
        }
        if (!seen.muted()) {
            return new Mute(false, null);
        }
        // An answer that leaves the end out speaks of the mute that is known, also of one that ran out.
        Long end = seen.muteEnd() != null ? seen.muteEnd() : until;
        boolean over = end != null && end <= at.toEpochMilli();
        return new Mute(!over, end);
    }
}
