package dev.vigia.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A text that must not be printed: a password or a key among a plugin's settings. Immutable, for use by any thread.
 *
 * <p>Nothing but {@link #reveal()} gives it away, so a settings record that holds one can be logged.
 *
 * @see Setup#settings
 * @since 0.1
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = Objects.requireNonNull(text, "the text given to Secret.of(…) is null");
    }

    /** Keeps a text secret. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the code that has to send it or to compute with it. */
    public String reveal() {
        return text;
    }

    /** Whether the other is a secret of the same text. How long that takes does not tell where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says that this is a secret, and nothing of its text. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
