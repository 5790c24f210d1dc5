package dev.vigia.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A chat as it was seen at one time. Implemented by the agent and the test kit only.
 *
 * <p>What the gateway has never told of a chat reads as "none": an empty {@code Optional}, an empty name, 0 or false.
 *
 * @since 0.1
 */
public interface Chat {
    /** What {@link #mutedUntil()} tells of a mute without end. */
    Instant FOREVER = Instant.MAX;

    /**
     * The chat's identity within its account: given when the chat is first seen, it never changes, even if the chat's phone does. It
     * often looks like a phone number, but {@link #phone()} is the number.
     */
    String id();

    /**
     * The phone number in digits with its country code, or the id of a group, broadcast list or newsletter. One person can have two
     * numbers in some countries; {@link Phone} compares them.
     */
    Optional<String> phone();

    /** WhatsApp's own stable identity of a person, {@code …@lid}; groups have none. */
    Optional<String> lid();

    /** What kind of chat this is. */
    ChatKind kind();

    /** The name that the phone shows; empty if there is none. It is what somebody typed: treat it as hostile text. */
    String name();

    /** How many messages are unread; 0 also for a chat that is only marked as unread. */
    int unread();

    /** Whether somebody marked the chat as unread by hand. */
    boolean markedUnread();

    /** When the last message came or went, as the gateway tells; empty if there is no message. */
    Optional<Instant> lastMessageAt();

    /** Whether the chat is muted. */
    boolean muted();

    /** When the mute ends; {@link #FOREVER} for a mute without end; empty if it is not muted or its end is not known. */
    Optional<Instant> mutedUntil();

    /** Whether the chat is marked as spam. */
    boolean spam();

    /** Whether the chat is archived. */
    boolean archived();

    /** Whether the chat is pinned to the top of the list. */
    boolean pinned();

    /** Whether this is a group in which only administrators write. */
    boolean announcement();

    /**
     * The path that names the picture, without host and signature. It cannot be fetched; it serves to tell one picture from another.
     */
    Optional<String> photo();

    /** The note that was attached to the chat (WhatsApp Business). */
    Optional<Note> note();

    /** This chat as JSON, on one line, as it stands in events. */
    default String toJson() {
        return ChatJson.of(this);
    }

    /** Whether the chat is a group. */
    default boolean isGroup() {
        return kind() == ChatKind.GROUP;
    }
}
