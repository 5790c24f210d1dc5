package dev.vigia.plugins.digest;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of a digest. */
public enum Wording {
    /** Portuguese. */
    PT(
            "Resumo",
            "Mensagens novas",
            "Conversas novas",
            "Conversas lidas",
            "Marcadas como spam",
            "Não lidas agora",
            "Esperando há mais tempo",
            "Mensagens por hora",
            "dd/MM HH:mm"),
    /** English. */
    EN(
            "Digest",
            "New messages",
            "New chats",
            "Chats read",
            "Marked as spam",
            "Unread now",
            "Waiting longest",
            "Messages per hour",
            "d MMM HH:mm");

    final String title;
    final String messages;
    final String added;
    final String read;
    final String spam;
    final String waiting;
    final String longest;
    final String perHour;
    final DateTimeFormatter time;

    Wording(
            String title,
            String messages,
            String added,
            String read,
            String spam,
            String waiting,
            String longest,
            String perHour,
            String time) {
        this.title = title;
        this.messages = messages;
        this.added = added;
        this.read = read;
        this.spam = spam;
        this.waiting = waiting;
        this.longest = longest;
        this.perHour = perHour;
        this.time = DateTimeFormatter.ofPattern(time, Locale.ENGLISH);
    }
}
