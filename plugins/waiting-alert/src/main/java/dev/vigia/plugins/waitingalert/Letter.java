package dev.vigia.plugins.waitingalert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one receiver is told at one time: a line a chat, and no more lines than one can read. */
final class Letter {
    private static final int MOST_LINES = 20;

    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Adds a chat.
     *
     * @param line what the receiver is told
     * @param note what the log is told
     */
    void add(String line, String note) {
        lines.add(line);
        notes.add(note);
    }

    int chats() {
        return lines.size();
    }

    String text() {
        return joined(lines, "\n");
    }

    String note() {
        return joined(notes, ", ");
    }

    private static String joined(List<String> lines, String separator) {
        String text = lines.stream().limit(MOST_LINES).collect(Collectors.joining(separator));
        int left = lines.size() - MOST_LINES;
        return left > 0 ? text + separator + "… +" + left : text;
    }
}
