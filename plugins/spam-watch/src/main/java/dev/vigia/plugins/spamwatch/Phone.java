package dev.vigia.plugins.spamwatch;

import java.util.regex.Pattern;

/** Shows phone numbers by their ends only: enough to know a chat again, too little to call it. */
final class Phone {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{6,}");

    private Phone() {}

    static String masked(String phone) {
        return NUMBER.matcher(phone).replaceAll(number -> hideMiddle(number.group()));
    }

    private static String hideMiddle(String digits) {
        int shown = Math.min(4, digits.length() / 3);
        return digits.substring(0, shown)
                + "•".repeat(digits.length() - 2 * shown)
                + digits.substring(digits.length() - shown);
    }
}
