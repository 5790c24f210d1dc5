package dev.vigia.api;

import java.util.Optional;

/**
 * What a plugin has to tell. Implemented by the agent and the test kit only.
 *
 * @see Context#notice(String, String)
 * @since 0.1
 */
public interface Notice {
    /** The plugin instance that tells it. */
    String instance();

    /** What kind of notice it is, in the plugin's own word. */
    String kind();

    /** What there is to tell, for a person to read. It may hold names and other text of strangers. */
    String text();

    /** The chat that it is about, as the plugin saw it; empty if it is about the account. */
    Optional<Chat> chat();
}
