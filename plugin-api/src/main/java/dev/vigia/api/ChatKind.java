package dev.vigia.api;

import java.util.Locale;

/**
 * What kind of chat a chat is. No version adds to these: what is none of the others is {@link #OTHER}.
 *
 * @since 0.1
 */
public enum ChatKind {
    /** One person. */
    PERSON,
    /** A group. */
    GROUP,
    /** A broadcast list. */
    BROADCAST,
    /** A channel that one reads. */
    NEWSLETTER,
    /** The status updates. */
    STATUS,
    /** None of these. */
    OTHER;

    /** The kind as JSON tells it: {@code person}, {@code group}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
