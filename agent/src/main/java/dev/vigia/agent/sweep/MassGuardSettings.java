package dev.vigia.agent.sweep;

/**
 * How many chats may vanish or change alike in one look before it is looked at again.
 *
 * @param share of the known chats, from 0 to 1
 * @param atLeast never fewer chats than these
 */
public record MassGuardSettings(double share, int atLeast) {
    boolean isMass(long chats, int known) {
        return chats > Math.max(atLeast, share * known);
    }
}
