package dev.vigia.agent.event;

import dev.vigia.api.Action;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action as an event tells of it.
 *
 * @param message the gateway's id of the message, if it gave one
 * @param reason why it failed or is in doubt; null if it was done
 */
public record ActionTold(
        String id,
        String kind,
        String instance,
        String chatId,
        @Nullable String message,
        @Nullable String reason) implements Action {
    @Override
    public Optional<String> messageId() {
        return Optional.ofNullable(message);
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(reason);
    }
}
