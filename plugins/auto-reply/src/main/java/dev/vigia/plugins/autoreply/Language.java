package dev.vigia.plugins.autoreply;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How readers of a language are told of a time.
 *
 * @param locale the language, and the country whose habits count
 */
record Language(Locale locale) {
    private static final int WEEK = 7;
    private static final Set<String> LANGUAGES =
            Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage).collect(Collectors.toSet());
    private static final Map<String, String> BEFORE_THE_TIME =
            Map.of("pt", "às ", "en", "at ", "es", "a las ", "de", "um ", "fr", "à ", "it", "alle ");
    private static final Map<String, String> TOMORROW = Map.of("pt", "amanhã", "en", "tomorrow", "es", "mañana");

    /** @throws IllegalArgumentException if no language is tagged so */
    static Language of(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty() && LANGUAGES.contains(locale.getLanguage())) {
                return new Language(locale);
            }
        } catch (IllformedLocaleException e) {
            // It is told below.
        }
        throw new IllegalArgumentException("locale is \"" + tag + "\", which is no language; write pt-BR or en-US");
    }

    /**
     * Day and time, such as {@code segunda-feira às 09:00}. The weekday alone would be next week's if it is today's; so today has none,
     * and what is a week away or more has its date.
     */
    String time(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime at = time.atZone(zone);
        String clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at);
        // Newer versions of Java put a narrow space before "AM", which some phones show as a box.
        return day(at.toLocalDate(), now.atZone(zone).toLocalDate())
                + BEFORE_THE_TIME.getOrDefault(locale.getLanguage(), "")
                + clock.replace('\u202f', ' ');
    }

    /** With a space behind it, or nothing. */
    private String day(LocalDate day, LocalDate today) {
        long away = ChronoUnit.DAYS.between(today, day);
        if (away == 0) {
            return "";
        }
        String weekday = DateTimeFormatter.ofPattern("EEEE", locale).format(day);
        if (away == 1) {
            return TOMORROW.getOrDefault(locale.getLanguage(), weekday) + " ";
        }
        return away < WEEK
                ? weekday + " "
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                                .withLocale(locale)
                                .format(day)
                        + " ";
    }
}
