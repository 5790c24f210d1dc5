package dev.vigia.api;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a plugin instance remembers: texts under keys, apart for each plugin instance and account. Implemented by the agent and the
 * test kit only.
 *
 * <p>A call reads its own changes at once. They are stored together with the ack of the event, or not at all if the call fails.
 * Valid during the call, on its thread. Every method that takes a key throws {@link IllegalArgumentException} for an empty one, and
 * for one of more than 2,000 bytes in UTF-8. U+0000 and halves of surrogate pairs, which no database stores, become U+FFFD.
 *
 * <p>Calls that run side by side ({@code parallelism}) do not see each other's changes before they are stored, and the later one wins:
 * what is computed from what was read there may be lost. {@link Setup#oneAtATime()} keeps that from happening.
 *
 * @see Context#state()
 * @since 0.1
 */
public interface State {
    /**
     * What is stored under a key; empty if nothing is, or if its time is over.
     *
     * @param key any text that is not empty
     */
    Optional<String> get(String key);

    /** Stores a value in place of the one before, until it is removed. */
    void put(String key, String value);

    /**
     * Stores a value in place of the one before, for some time.
     *
     * @param timeToLive from {@link Context#now()}, above zero
     * @throws IllegalArgumentException for zero or less
     */
    void put(String key, String value, Duration timeToLive);

    /** Removes what is stored under a key, if anything is. */
    void remove(String key);

    /** The keys under which something is stored, in alphabetical order. A snapshot that later changes do not touch. */
    Set<String> keys();
}
