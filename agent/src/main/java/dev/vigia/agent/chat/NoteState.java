package dev.vigia.agent.chat;

import dev.vigia.api.Note;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A note attached to a chat.
 *
 * @param createdMillis epoch milliseconds, if told
 * @param updatedMillis epoch milliseconds, if told
 */
public record NoteState(
        String id,
        String content,
        @Nullable Long createdMillis,
        @Nullable Long updatedMillis) implements Note {
    @Override
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdMillis).map(Instant::ofEpochMilli);
    }

    @Override
    public Optional<Instant> updatedAt() {
        return Optional.ofNullable(updatedMillis).map(Instant::ofEpochMilli);
    }
}
