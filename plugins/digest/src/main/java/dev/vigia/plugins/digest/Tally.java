package dev.vigia.plugins.digest;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happened, counted.
 *
 * @param hours new messages by the hour of the day, 24 numbers
 * @param added new chats
 * @param read how often a chat was read
 * @param spam chats marked as spam
 */
record Tally(List<Integer> hours, int added, int read, int spam) {
    private static final int HOURS = 24;
    static final Tally NONE = new Tally(Collections.nCopies(HOURS, 0), 0, 0, 0);
    static final Tally ADDED = new Tally(NONE.hours, 1, 0, 0);
    static final Tally READ = new Tally(NONE.hours, 0, 1, 0);
    static final Tally SPAM = new Tally(NONE.hours, 0, 0, 1);

    Tally {
        if (hours.size() != HOURS) {
            throw new IllegalArgumentException(hours.size() + " hours are no day");
        }
        hours = List.copyOf(hours);
    }

    static Tally messages(int count, int hour) {
        return new Tally(
                IntStream.range(0, HOURS).mapToObj(i -> i == hour ? count : 0).toList(), 0, 0, 0);
    }

    /** What {@link #toString} wrote. */
    static Tally parse(String text) {
        List<Integer> numbers =
                Stream.of(text.split(" ", -1)).map(Integer::valueOf).toList();
        return new Tally(numbers.subList(0, HOURS), numbers.get(HOURS), numbers.get(HOURS + 1), numbers.get(HOURS + 2));
    }

    Tally plus(Tally other) {
        List<Integer> sums = IntStream.range(0, HOURS)
                .mapToObj(hour -> hours.get(hour) + other.hours.get(hour))
                .toList();
        return new Tally(sums, added + other.added, read + other.read, spam + other.spam);
    }

    int messages() {
        return hours.stream().mapToInt(Integer::intValue).sum();
    }

    /** All numbers, the hours first. */
    @Override
    public String toString() {
        return Stream.concat(hours.stream(), Stream.of(added, read, spam))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
