package dev.vigia.plugins.autoreply;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
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
    private static final Set<String> LANGUAGES =
            Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage).collect(Collectors.toSet());
    private static final Map<String, String> BEFORE_THE_TIME =
            Map.of("pt", " às ", "en", " at ", "es", " a las ", "de", " um ", "fr", " à ", "it", " alle ");

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

    /** Weekday and time, such as {@code segunda-feira às 09:00}; with the date if the weekday alone could be this week's. */
    String time(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime at = time.atZone(zone);
        boolean soon = at.toLocalDate().isBefore(now.atZone(zone).toLocalDate().plusDays(7));
        DateTimeFormatter day = soon
                ? DateTimeFormatter.ofPattern("EEEE", locale)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        String clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at);
        // Newer versions of Java put a narrow space before "AM", which some phones show as a box.
        return day.format(at) + BEFORE_THE_TIME.getOrDefault(locale.getLanguage(), " ") + clock.replace('\u202f', ' ');
    }
}
