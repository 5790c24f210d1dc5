package dev.vigia.plugins.console;

import dev.vigia.api.ActionEvent;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event as a line in columns: time, account, what happened, chat, number, remark.
 *
 * @param zone the time zone of the reader
 * @param screen what can be shown
 * @param fullNumbers whether phone numbers are shown in full
 */
record EventLine(ZoneId zone, Screen screen, boolean fullNumbers) {
    private static final int ACCOUNT = 10;
    private static final int LABEL = 20;
    private static final int NAME = 24;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 40;

    String of(Event event, Instant now) {
        Times times = Times.at(now, zone);
        Telling telling = Telling.of(event, times);
        String account = Safe.text(event.meta().account(), LONGEST_NAME);
        String label = screen.spell(telling.label());
        String columns = Stream.of(
                        screen.paint(Tone.QUIET, times.of(event.meta().time())),
                        account + padding(account, ACCOUNT),
                        screen.paint(telling.tone(), label) + padding(label, LABEL),
                        subject(event),
                        screen.paint(Tone.QUIET, telling.remark()))
                .filter(column -> !column.isEmpty())
                .collect(Collectors.joining("  "));
        return screen.spell(columns.stripTrailing());
    }

    private String subject(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            return subject(chatEvent.latest());
        }
        if (event instanceof PluginNotice told) {
            return told.notice().chat().map(this::subject).orElse("");
        }
        return event instanceof ActionEvent actionEvent
                ? screen.paint(Tone.QUIET, number(actionEvent.action().chatId()))
                : "";
    }

    private String subject(Chat chat) {
        String number = number(chat.phone().or(chat::lid).orElse(chat.id()));
        String safe = Safe.text(chat.name(), LONGEST_NAME);
        String name = fullNumbers ? safe : Phone.maskedName(safe);
        String paintedNumber = screen.paint(Tone.QUIET, number);
        // The phone shows the number of somebody who has no name.
        return name.isEmpty() || name.equals(number)
                ? paintedNumber
                : name + padding(name, NAME) + "  " + paintedNumber;
    }

    private String number(String number) {
        String safe = Safe.text(number, LONGEST_NUMBER);
        return fullNumbers ? safe : Phone.masked(safe);
    }

    /** What fills a column, counted in characters as one sees them, so that an emoji does not count twice. */
    private static String padding(String text, int width) {
        return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
