package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A note attached to a chat (WhatsApp Business). Implemented by the agent and the test kit only.
 *
 * @since 0.1
 */
public interface Note {
    /** The gateway's id of the note; may be empty. */
    String id();

    /** The text; may be empty. It is what somebody typed: treat it as hostile text. */
    String content();

    /** When it was written, if known. */
    Optional<Instant> createdAt();

    /** When it was last changed, if known. */
    Optional<Instant> updatedAt();
}
