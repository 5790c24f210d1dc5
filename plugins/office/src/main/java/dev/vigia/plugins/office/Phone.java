package dev.vigia.plugins.office;

import java.util.regex.Pattern;

/** Where messages of a plugin go, and how logs tell of numbers. */
public final class Phone {
    private static final Pattern ADDRESS = Pattern.compile("\\d{8,15}|\\d{8,25}-group|\\d{8,15}-\\d{8,15}(-group)?");
    private static final Pattern MIDDLE = Pattern.compile("(?<=\\d{2})\\d(?=\\d{4})");

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

    /** With the middle of each number hidden: enough to know a chat again, too little to call it. */
    public static String masked(String phone) {
        return MIDDLE.matcher(phone).replaceAll("•");
    }
}
