package dev.vigia.plugins.office;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Days on which an office does not open.
 *
 * @param dates those of one year
 * @param yearly those of every year
 */
record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly) {
    static Holidays parse(List<String> days) {
        Set<LocalDate> dates = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (String day : days) {
            try {
                if (day.length() == "12-25".length()) {
                    yearly.add(MonthDay.parse("--" + day));
                } else {
                    dates.add(LocalDate.parse(day));
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "holidays has \"" + day + "\", which is no date; write 2026-12-25, or 12-25 for every year");
            }
        }
        return new Holidays(Set.copyOf(dates), Set.copyOf(yearly));
    }

    boolean contains(LocalDate day) {
        return dates.contains(day) || yearly.contains(MonthDay.from(day));
    }
}
