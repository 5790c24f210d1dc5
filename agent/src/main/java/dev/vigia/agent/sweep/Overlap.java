package dev.vigia.agent.sweep;

/**
 * The page to ask for so that it begins a few rows before a place in the list: pages begin at multiples of their size, so the size is
 * chosen to fit.
 *
 * @param page the first is 1
 * @param size at most the window's
 */
record Overlap(int page, int size) {
    /**
     * The page that overlaps what was read up to a row.
     *
     * @param end behind the last row that was read
     * @param most the largest page
     */
    static Overlap before(int end, int most) {
        int start = end - rows(most);
        int pagesBefore = (start + most - 1) / most;
        return new Overlap(pagesBefore + 1, start / pagesBefore);
    }

    /** Whether pages of that size can go on overlapping to the end of a list. Near the square of the size they come to a standstill. */
    static boolean reaches(int most, int rows) {
        int free = most - rows(most);
        return free > 0 && (long) free * free > rows;
    }

    int from() {
        return (page - 1) * size;
    }

    private static int rows(int most) {
        return most < 20 ? 2 : 5;
    }
}
