package dev.vigia.plugins.spamwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often something happened lately, as a text that can be kept: twelve counts a window, so it forgets step by step.
 *
 * @param window how long something counts
 * @param counts by the end of the step they belong to, in milliseconds since 1970
 */
record RecentCounts(Duration window, TreeMap<Long, Integer> counts) {
    static final int STEPS = 12;

    /** Reads what {@link #text} wrote, and leaves out what no longer counts. */
    static RecentCounts read(String text, Duration window, Instant now) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = each.split("=", 2);
            counts.put(Long.valueOf(parts[0]), Integer.valueOf(parts[1]));
        }
        counts.headMap(now.minus(window).toEpochMilli(), true).clear();
        // Left by a longer window, whose steps were longer; what they count is mostly over.
        counts.tailMap(now.plus(window.dividedBy(STEPS)).toEpochMilli(), false).clear();
        return new RecentCounts(window, counts);
    }

    /** With one more. */
    RecentCounts plusOne(Instant time) {
        long step = window.toMillis() / STEPS;
        TreeMap<Long, Integer> more = new TreeMap<>(counts);
        more.merge((Math.floorDiv(time.toEpochMilli(), step) + 1) * step, 1, Integer::sum);
        return new RecentCounts(window, more);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    String text() {
        return counts.entrySet().stream()
                .map((Map.Entry<Long, Integer> each) -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }
}
