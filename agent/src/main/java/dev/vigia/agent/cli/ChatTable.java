package dev.vigia.agent.cli;

import dev.vigia.api.Chat;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;

/** Chats as a table for a terminal. */
final class ChatTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int WIDEST = 40;

    private final Table table = new Table("UNREAD", "LAST MESSAGE", "NAME", "PHONE", "IS");
    private final boolean empty;

    ChatTable(List<Chat> chats) {
        empty = chats.isEmpty();
        chats.forEach(this::add);
    }

    void print(PrintWriter out) {
        if (!empty) {
            table.print(out);
        }
    }

    private void add(Chat chat) {
        table.add(
                chat.markedUnread() ? "marked" : chat.unread() == 0 ? "" : Integer.toString(chat.unread()),
                chat.lastMessageAt().map(ChatTable::local).orElse("-"),
                Printable.text(chat.name(), WIDEST),
                Printable.text(chat.phone().or(chat::lid).orElse(chat.id()), WIDEST),
                flags(chat));
    }

    private static String flags(Chat chat) {
        StringJoiner flags = new StringJoiner(", ");
        if (!chat.kind().label().equals("person")) {
            flags.add(chat.kind().label());
        }
        if (chat.muted()) {
            flags.add("muted");
        }
        if (chat.spam()) {
            flags.add("spam");
        }
        if (chat.archived()) {
            flags.add("archived");
        }
        if (chat.pinned()) {
            flags.add("pinned");
        }
        return flags.toString();
    }

    private static String local(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
