package dev.vigia.settings;

import java.time.Duration;

/** Writes a duration as one would in the configuration: 90s, not PT1M30S. */
public enum DurationWords {
    d(86_400_000),
    h(3_600_000),
    m(60_000),
    s(1000);

    private final long millis;

    DurationWords(long millis) {
        this.millis = millis;
    }

    /** The longest unit that leaves no fraction. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        for (DurationWords unit : values()) {
            if (millis % unit.millis == 0) {
                return millis / unit.millis + unit.name();
            }
        }
        return millis + "ms";
    }
}
