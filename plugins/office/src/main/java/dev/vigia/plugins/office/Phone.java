package dev.vigia.plugins.office;

import java.util.regex.Pattern;

/** Where messages of a plugin go, and how logs tell of numbers. */
public final class Phone {
    private static final Pattern ADDRESS = Pattern.compile("\\d{8,15}|\\d{8,25}-group|\\d{8,15}-\\d{8,15}(-group)?");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{6,}");
    private static final int MOST_SHOWN = 4;
    private static final Pattern NINTH_DIGIT = Pattern.compile("(?<=^55\\d{2})9(?=\\d{8}$)");

    private Phone() {}

    /**
     * The number of a phone, or the id of a group.
     *
     * @param setting what the setting is called, for the message
     * @throws IllegalArgumentException if it is neither
     */
    public static String checked(String setting, String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(setting + " is neither a phone's number nor the id of a group; write"
                    + " 5511990000001, digits only and with the country code, or 120363000000000001-group");
        }
        return text;
    }

    /**
     * Whether two numbers are the same phone's, or two ids the same group's. Brazil's mobile numbers got a 9 in front; people write it,
     * but WhatsApp knows many of them without it.
     */
    public static boolean same(String a, String b) {
        return withoutNinthDigit(a).equals(withoutNinthDigit(b));
    }

    /** With the middle of each number hidden: enough to know a chat again, too little to call it. */
    public static String masked(String phone) {
        return NUMBER.matcher(phone).replaceAll(number -> hideMiddle(number.group()));
    }

    private static String hideMiddle(String digits) {
        int shown = Math.min(MOST_SHOWN, digits.length() / 3);
        return digits.substring(0, shown)
                + "•".repeat(digits.length() - 2 * shown)
                + digits.substring(digits.length() - shown);
    }

    private static String withoutNinthDigit(String phone) {
        return NINTH_DIGIT.matcher(phone).replaceFirst("");
    }
}
