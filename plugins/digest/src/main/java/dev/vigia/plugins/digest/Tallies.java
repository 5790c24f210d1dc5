package dev.vigia.plugins.digest;

import dev.vigia.api.State;
import java.time.Duration;
import java.time.LocalDate;

/** What was counted since the last digest, as the plugin remembers it of an account: a tally a day. */
final class Tallies {
    private static final String DAY = "day ";
    /** Where no digest is made, nothing should pile up. */
    private static final Duration KEPT = Duration.ofDays(35);

    private Tallies() {}

    static void add(State account, LocalDate day, Tally more) {
        String key = DAY + day;
        Tally sum = account.get(key).map(Tally::parse).orElse(Tally.NONE).plus(more);
        account.put(key, sum.toString(), KEPT);
    }

    /** All of it together, which is forgotten then. */
    static Tally take(State account) {
        Tally sum = Tally.NONE;
        for (String key : account.keys()) {
            if (key.startsWith(DAY)) {
                sum = sum.plus(account.get(key).map(Tally::parse).orElse(Tally.NONE));
                account.remove(key);
            }
        }
        return sum;
    }
}
