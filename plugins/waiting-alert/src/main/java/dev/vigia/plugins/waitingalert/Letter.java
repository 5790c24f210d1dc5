package dev.vigia.plugins.waitingalert;

import dev.vigia.api.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one receiver is told at one time: a line a chat, and no more lines than one can read. */
final class Letter {
    private static final int MOST_LINES = 20;

    private final List<Line> lines = new ArrayList<>();

    /**
     * What is told of a chat.
     *
     * @param kind what kind of notice it is
     * @param text for the receiver
     * @param note for the log
     */
    record Line(Chat chat, String kind, String text, String note) {}

    void add(Chat chat, String kind, String text, String note) {
        lines.add(new Line(chat, kind, text, note));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    int chats() {
        return lines.size();
    }

    String text() {
        return joined(Line::text, "\n");
    }

    String note() {
        return joined(Line::note, ", ");
    }

    private String joined(Function<Line, String> part, String separator) {
        String text = lines.stream().limit(MOST_LINES).map(part).collect(Collectors.joining(separator));
        int left = lines.size() - MOST_LINES;
        return left > 0 ? text + separator + "… +" + left : text;
    }
}
