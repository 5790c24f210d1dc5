package dev.vigia.plugins.office;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days of the week as one writes them in a configuration: {@code sat}, {@code mon-fri}, {@code mon, wed, fri}. */
public final class Weekdays {
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private Weekdays() {}

    /**
     * The days that a text names.
     *
     * @throws IllegalArgumentException if it names anything else
     */
    public static Set<DayOfWeek> parse(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1], text);
            for (DayOfWeek day = day(ends[0], text); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return Collections.unmodifiableSet(days);
    }

    static String name(DayOfWeek day) {
        return NAMES.get(day.getValue() - 1);
    }

    private static DayOfWeek day(String name, String text) {
        int index = NAMES.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException("\"" + text + "\" does not name days; there are "
                    + String.join(", ", NAMES) + ", ranges such as mon-fri, and several with commas between them");
        }
        return DayOfWeek.of(index + 1);
    }
}
