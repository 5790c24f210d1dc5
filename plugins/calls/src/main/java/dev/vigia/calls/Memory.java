package dev.vigia.calls;

import dev.vigia.api.Chat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is stored for one plugin instance and one account, as calls read it. What cannot be read is told by an unchecked exception. */
public interface Memory {
    /**
     * What is remembered under a name; empty if nothing is.
     *
     * @param chat the id of the chat that the value concerns, or {@code ""}
     */
    Optional<String> value(String chat, String name, Instant now);

    /** The names of the values that concern a chat, or none where it is {@code ""}; the caller's own to change. */
    Set<String> names(String chat, Instant now);

    /** Since when a route's slot is taken; empty if it is free. */
    Optional<Instant> slotTaken(String route, String name, Instant now);

    /** The chats as they are known now; none before the first look is complete. */
    List<Chat> chats();
}
