package dev.vigia.agent.event;

import dev.vigia.api.Chat;
import dev.vigia.api.Notice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin told, as an event tells of it.
 *
 * @param about null if it is about the account
 */
public record NoticeTold(
        String instance, String kind, String text, @Nullable Chat about) implements Notice {
    @Override
    public Optional<Chat> chat() {
        return Optional.ofNullable(about);
    }
}
