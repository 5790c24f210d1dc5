package dev.vigia.agent.sweep;

/** The gateway goes on giving pages for longer than any list can be. */
public final class EndlessListException extends Exception {
    private final int chats;

    EndlessListException(int chats) {
        super("the list of chats has no end: " + chats + " were read");
        this.chats = chats;
    }

    /** How many were read. */
    public int chats() {
        return chats;
    }
}
