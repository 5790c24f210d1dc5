package dev.vigia.api;

import java.util.Optional;

/**
 * Something that a plugin asked to be done on WhatsApp, and what became of it. Implemented by the agent and the test kit only.
 *
 * @since 0.1
 */
public interface Action {
    /** Identifies the action; the same in every event about it. */
    String id();

    /**
     * What was asked for: {@code send-text}, {@code mark-read}, {@code mark-unread}, {@code mute}, {@code unmute}, {@code archive},
     * {@code unarchive}, {@code pin}, {@code unpin} or {@code add-note}. Later versions may add to these.
     */
    String kind();

    /** The plugin instance that asked for it. */
    String instance();

    /** The {@link Chat#id()} of the chat it was for. */
    String chatId();

    /** The gateway's id of the message, if it gave one. */
    Optional<String> messageId();

    /** Why it failed or is in doubt, for a person to read; empty if it was done. Holds no secret. */
    Optional<String> failure();
}
