package dev.vigia.plugins.office;

import java.time.Duration;

/** Tells lengths of time in signs that many languages share. */
public final class Lengths {
    private Lengths() {}

    /** In its two largest units, whole minutes at least: {@code 35 min}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
    public static String of(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d" + rest(length.toHoursPart(), " h");
        }
        return length.toHours() > 0
                ? length.toHours() + " h" + rest(length.toMinutesPart(), " min")
                : length.toMinutes() + " min";
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
