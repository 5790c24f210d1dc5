package dev.vigia.api;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number with its country code, for comparing numbers. Immutable, for use by any thread.
 *
 * <p>One phone can have two numbers: WhatsApp knows many Brazilian mobiles without the ninth digit that people dial (55 + area code +
 * 9 or 8 digits), Mexican ones with or without a 1 (52, 521), and Argentine ones with or without a 9 (54, 549). Phones are equal if
 * they differ in that digit only:
 *
 * <pre>{@code
 * Phone supervisor = Phone.parse(settings.supervisor());
 * boolean own = chat.phone().flatMap(Phone::tryParse).filter(supervisor::equals).isPresent();
 * }</pre>
 *
 * <p>{@link Chat#id()} is not a phone number, even where it looks like one.
 *
 * @since 0.1
 */
public final class Phone {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{7,14}");
    /**
     * The optional digit is the one not captured. In Brazil only numbers that were mobile before the ninth digit came: 9 in front of a
     * landline's number (2 to 5) is another phone.
     */
    private static final Pattern OPTIONAL_DIGIT =
            Pattern.compile("^(?:(55[1-9]{2})9([6-9][0-9]{7})|(52)1([2-9][0-9]{9})|(54)9([1-3][0-9]{9}))$");

    private static final int DIGITS_SHOWN = 4;

    private final String digits;
    private final String canonical;

    private Phone(String digits) {
        this.digits = digits;
        this.canonical = OPTIONAL_DIGIT.matcher(digits).replaceFirst("$1$2$3$4$5$6");
    }

    /**
     * Reads a phone number, for instance from a setting.
     *
     * @param text 8 to 15 digits, beginning with the country code
     * @throws IllegalArgumentException if it is anything else, such as a lid, a group's id, or a number with {@code +} or spaces. The
     *     message says what to write instead and does not repeat the text.
     */
    public static Phone parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                fault(text)
                                        + "; write 8 to 15 digits that begin with the country code, and nothing else, such as 5511990000001"));
    }

    /**
     * Reads a phone number where a text may also be something else: {@link Chat#phone()} has a group's id for a group.
     *
     * @return empty wherever {@link #parse} fails
     */
    public static Optional<Phone> tryParse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new Phone(text)) : Optional.empty();
    }

    /** The number as it was given, in digits with the country code. Send to this one. */
    public String digits() {
        return digits;
    }

    /** The same digits for all numbers of one phone, as a key to store something under. Messages sent to it may not arrive. */
    public String canonical() {
        return canonical;
    }

    /** Whether the other is a number of the same phone, even if its {@link #digits()} differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Phone phone && canonical.equals(phone.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The number with its middle hidden, for logs: enough to recognize it, too little to call it. */
    @Override
    public String toString() {
        int shown = Math.min(DIGITS_SHOWN, digits.length() / 3);
        int hidden = digits.length() - 2 * shown;
        return digits.substring(0, shown) + "•".repeat(hidden) + digits.substring(shown + hidden);
    }

    private static String fault(String text) {
        if (text.endsWith("@lid")) {
            return "a lid (…@lid) is not a phone number";
        }
        if (text.endsWith("-group") || text.endsWith("@g.us")) {
            return "a group's id is not a phone number";
        }
        if (text.startsWith("0")) {
            return "a phone number with its country code does not begin with 0";
        }
        return "this is not a phone number";
    }
}
