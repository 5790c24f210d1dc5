package dev.vigia.agent.event;

import dev.vigia.api.EventMeta;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which event an event is.
 *
 * @param cause the plugin instance whose action made it happen, if one did
 */
public record Meta(
        String id,
        String account,
        long sequence,
        Instant time,
        @Nullable String cause) implements EventMeta {
    public Meta(String id, String account, long sequence, Instant time) {
        this(id, account, sequence, time, null);
    }

    public Meta withCause(String instance) {
        return new Meta(id, account, sequence, time, instance);
    }

    @Override
    public Optional<String> causedBy() {
        return Optional.ofNullable(cause);
    }
}
