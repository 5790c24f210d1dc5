package dev.vigia.agent.poll;

import dev.vigia.agent.sweep.Level;
import dev.vigia.agent.sweep.Reading;
import org.jspecify.annotations.Nullable;

/**
 * How well an account is seen.
 *
 * @param sweep what the last sweep was worth; null before the first
 * @param flapping whether its chats go back and forth, so that changes are believed only at the second look
 * @param suspects how many chats are missing and not yet proven gone
 */
record Sight(@Nullable Reading sweep, boolean flapping, int suspects) {
    static final Sight NONE = new Sight(null, false, 0);

    Sight with(boolean flapsNow, int suspectsNow) {
        return flapsNow == flapping && suspectsNow == suspects ? this : new Sight(sweep, flapsNow, suspectsNow);
    }

    /** Whether the last sweep proved what it did not show. */
    boolean isCertain() {
        return sweep != null && sweep.isCertified();
    }

    boolean orderIsKnown() {
        return sweep == null || sweep.level() != Level.TWO_PASSES;
    }

    /** How its chats are read, for people. */
    String words() {
        return sweep == null ? "not read yet" : sweep.words();
    }
}
