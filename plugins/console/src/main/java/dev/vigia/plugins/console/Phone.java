package dev.vigia.plugins.console;

import java.util.regex.Pattern;

/** Shows phone numbers by their ends only: enough to know a chat again, too little to call it. */
final class Phone {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{6,}");
    private static final Pattern WRITTEN_NUMBER = Pattern.compile("[+(]*\\p{Nd}[\\p{Nd}\\s().+-]{6,}");

    private Phone() {}

    /** A phone number, or an id that holds one, with the middle of each number hidden. */
    static String masked(String phone) {
        return NUMBER.matcher(phone).replaceAll(number -> hideMiddle(number.group()));
    }

    /** A chat's name; one that is nothing but a phone number, or the stand-in for one, is hidden like it. */
    static String maskedName(String name) {
        if (WRITTEN_NUMBER.matcher(name).matches()) {
            return masked(name.replaceAll("\\P{Nd}", ""));
        }
        return name.endsWith("@lid") ? masked(name) : name;
    }

    private static String hideMiddle(String digits) {
        int shown = Math.min(4, digits.length() / 3);
        return digits.substring(0, shown)
                + "•".repeat(digits.length() - 2 * shown)
                + digits.substring(digits.length() - shown);
    }
}
