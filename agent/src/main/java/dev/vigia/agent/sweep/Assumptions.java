package dev.vigia.agent.sweep;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about how the gateway serves one account's list. As long as an answer contradicts the assumptions, and for some
 * readings more, the account is read in the way that needs none of them.
 */
public final class Assumptions {
    private static final int SOUND_READINGS_TO_TRUST_AGAIN = 3;

    private final int pageSize;
    private int cap = Integer.MAX_VALUE;
    private @Nullable String broken;
    private boolean brokenInThisReading;
    private int soundReadings;

    /** @param pageSize how many chats to ask for in one request */
    public Assumptions(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Whether the list may be read in a way that relies on them. */
    public boolean hold() {
        return broken == null;
    }

    /** What contradicted them, in words; null if nothing did. */
    public @Nullable String broken() {
        return broken;
    }

    /** Whether all chats fit into one answer with room to spare. */
    public boolean fitsOnePage(int chats) {
        int page = pageSize();
        return chats + Math.max(2, page / 10) <= page;
    }

    /** How many rows to ask for at once, where nothing else matters. */
    public int pageSize() {
        return Math.min(pageSize, cap);
    }

    /** How many rows to ask for, so that windows that overlap reach down a list of so many chats. */
    int pageSizeFor(int chats) {
        int size = pageSize();
        while (!Overlap.reaches(size, chats + chats / 5) && size * 2 <= Math.min(1000, cap)) {
            size *= 2;
        }
        return size;
    }

    /** The gateway gives no more than so many rows, whatever it is asked for. */
    void capped(int rows) {
        cap = rows;
    }

    /** An answer contradicts them. */
    void broken(String how) {
        broken = how;
        brokenInThisReading = true;
    }

    /** All pages are going to be read. Whether pages are capped is found out anew: what looked like it may have been chance. */
    void readingBegins() {
        cap = Integer.MAX_VALUE;
        brokenInThisReading = false;
    }

    /** All pages were read. */
    void readingEnds() {
        soundReadings = brokenInThisReading ? 0 : soundReadings + 1;
        if (soundReadings >= SOUND_READINGS_TO_TRUST_AGAIN) {
            broken = null;
        }
    }
}
