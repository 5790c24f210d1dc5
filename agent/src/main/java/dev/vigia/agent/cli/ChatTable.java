package dev.vigia.agent.cli;

import dev.vigia.api.Chat;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Chats as a table for a terminal. */
final class ChatTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final List<String> HEADINGS = List.of("UNREAD", "LAST MESSAGE", "NAME", "PHONE", "IS");
    private static final int WIDEST = 40;

    private final List<List<String>> rows = new ArrayList<>();

    ChatTable(List<Chat> chats) {
        if (!chats.isEmpty()) {
            rows.add(HEADINGS);
        }
        chats.forEach(chat -> rows.add(row(chat)));
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append("  ").append(padded(row.get(column), width(column)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(Chat chat) {
        return List.of(
                chat.markedUnread() ? "marked" : chat.unread() == 0 ? "" : Integer.toString(chat.unread()),
                chat.lastMessageAt().map(ChatTable::local).orElse("-"),
                printable(chat.name()),
                printable(chat.phone().or(chat::lid).orElse(chat.id())),
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

    /** Names are what other people typed: what could steer a terminal is taken out. */
    private static String printable(String text) {
        String safe = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        return safe.codePointCount(0, safe.length()) <= WIDEST
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    private int width(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.codePointCount(0, text.length()));
    }
}
