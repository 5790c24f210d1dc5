package dev.vigia.agent.sweep;

import org.jspecify.annotations.Nullable;

/**
 * What a reading of all pages is worth.
 *
 * @param doubt why it does not prove that a chat that was not seen is not there; null if it does
 */
public record Reading(Level level, @Nullable String doubt) {
    static Reading certified(Level level) {
        return new Reading(level, null);
    }

    static Reading doubtful(Level level, String doubt) {
        return new Reading(level, doubt);
    }

    public boolean isCertified() {
        return doubt == null;
    }

    /** How the list was read, for people. */
    public String words() {
        return switch (level) {
            case ONE_PAGE -> "read whole, in one page";
            case OVERLAPPING_WINDOWS -> "read in pages that overlap";
            case TWO_PASSES -> "read twice over, because " + doubt;
        };
    }
}
