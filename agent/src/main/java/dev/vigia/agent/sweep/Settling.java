package dev.vigia.agent.sweep;

/**
 * The time after a phone was connected, or the agent started, in which the list fills by and by. It is over when three sweeps in a row saw
 * the same number of chats.
 */
public final class Settling {
    private static final int SWEEPS_ALIKE = 3;

    private int chats = -1;
    private int sweepsAlike;

    public void begin() {
        chats = -1;
        sweepsAlike = 0;
    }

    public void sweepSaw(int number) {
        sweepsAlike = number == chats ? sweepsAlike + 1 : 1;
        chats = number;
    }

    public boolean isOver() {
        return sweepsAlike >= SWEEPS_ALIKE;
    }
}
