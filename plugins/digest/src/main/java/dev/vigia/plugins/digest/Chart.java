package dev.vigia.plugins.digest;

import java.util.List;

/** Draws numbers as a row of blocks. */
final class Chart {
    private static final String BLOCKS = "·▁▂▃▄▅▆▇█";
    private static final int HIGHEST = BLOCKS.length() - 1;
    private static final String HOURS = "0     6     12    18";

    private Chart() {}

    /** Two lines: a block an hour, the highest as high as can be, and the hours below. */
    static String of(List<Integer> hours) {
        int most = hours.stream().mapToInt(Integer::intValue).max().orElse(0);
        StringBuilder row = new StringBuilder();
        for (int count : hours) {
            // Rounded up, so that even a single message is seen.
            int height = count == 0 ? 0 : (count * HIGHEST + most - 1) / most;
            row.append(BLOCKS.charAt(height));
        }
        return row + "\n" + HOURS;
    }
}
