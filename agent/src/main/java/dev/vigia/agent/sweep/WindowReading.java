package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.zapi.ZApiException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the list by windows of which each overlaps the one before.
 *
 * <p>Why a chat that lives is seen, if the reading is certified: between two answers rows only move down, pushed by chats that jump to the
 * top; so what lies between two windows is read if some row stands in both as it was (the anchor). A chat that jumps from the part not yet
 * read to the top is missed by the windows, but stands above every chat that did not move, so the closing look at the top shows it, if it
 * reaches down to such a chat.
 */
final class WindowReading {
    /** The gateway's clocks differ a little: a time close to the newest does not prove that a chat stood where it stands. */
    static final long CLOCK_DOUBT_MILLIS = 60_000;

    private static final int MOST_CLOSING_WINDOWS = 3;

    /** What a row must still show for the chat to be one that did not move. */
    private record Place(long time, boolean pinned) {
        static Place of(ChatSeen seen) {
            return new Place(Window.time(seen), Window.isPinned(seen));
        }
    }

    private final Pages pages;
    private final Assumptions assumptions;
    private final Look look;
    private final IntConsumer progress;
    private final Map<String, Place> firstSeen = new HashMap<>();
    private @Nullable String doubt;

    WindowReading(Pages pages, Assumptions assumptions, Look look, IntConsumer progress) {
        this.pages = pages;
        this.assumptions = assumptions;
        this.look = look;
        this.progress = progress;
    }

    Reading read(int known) throws ZApiException, EndlessListException {
        int size = assumptions.pageSizeFor(known);
        Window window = window(1, size);
        if (window.isShort() && !isEnd(window)) {
            // More has come since, or the gateway holds back what it was asked for: asking again tells which.
            int rows = window.page().rows();
            window = window(1, size);
            if (window.page().rows() == rows) {
                assumptions.capped(rows);
                size = rows;
                window = new Window(0, size, window.page());
            } else if (window.isShort()) {
                doubt("chats came while they were read");
            }
        }
        if (window.isShort()) {
            return reading(Level.ONE_PAGE);
        }
        long newestAtFirst = window.newest();
        while (assumptions.hold() && !window.isShort()) {
            if (!Overlap.reaches(size, window.end())) {
                // The next reading knows how long the list is, and asks for larger pages.
                PlainPass.read(pages, size, assumptions, look, progress);
                doubt("pages of " + size + " chats are too small for a list of more than " + window.end());
                return reading(Level.OVERLAPPING_WINDOWS);
            }
            window = next(window, Overlap.before(window.end(), size));
        }
        if (assumptions.hold()) {
            close(size, newestAtFirst);
        }
        return reading(Level.OVERLAPPING_WINDOWS);
    }

    private Window next(Window above, Overlap overlap) throws ZApiException {
        Set<Map.Entry<String, Place>> standing = new HashSet<>();
        above.rows().forEach(seen -> standing.add(Map.entry(seen.identity(), Place.of(seen))));
        Window window = window(overlap.page(), overlap.size());
        boolean anchored =
                window.rows().stream().anyMatch(seen -> standing.contains(Map.entry(seen.identity(), Place.of(seen))));
        if (!anchored) {
            doubt("no chat stands in two neighbouring pages as it was");
        }
        return window;
    }

    /** One more look at the top, for the chats that jumped there from where the windows had not been yet. */
    private void close(int size, long newestAtFirst) throws ZApiException {
        Map<String, Place> before = Map.copyOf(firstSeen);
        Window window = window(1, size);
        for (int windows = 1; assumptions.hold(); windows++) {
            boolean reachesDown = window.rows().stream()
                    .anyMatch(seen -> !Window.isPinned(seen)
                            && Place.of(seen).equals(before.get(seen.identity()))
                            && Window.time(seen) < newestAtFirst - CLOCK_DOUBT_MILLIS);
            if (reachesDown) {
                return;
            }
            if (window.isShort() || windows == MOST_CLOSING_WINDOWS) {
                doubt("more chats moved to the top than a few pages show");
                return;
            }
            window = next(window, Overlap.before(window.end(), size));
        }
    }

    /** Whether nothing stands behind a short answer: it may also be short because the gateway caps pages, even since a moment ago. */
    private boolean isEnd(Window window) throws ZApiException {
        int rows = window.page().rows();
        return rows == 0 || pages.read(2, rows).rows() == 0;
    }

    private Window window(int page, int size) throws ZApiException {
        Window window = new Window((page - 1) * size, size, pages.read(page, size));
        Optional<String> broken = window.broken();
        broken.ifPresent(assumptions::broken);
        if (window.page().skipped() > 0) {
            doubt("an entry without phone and lid could be any chat");
        }
        look.see(window.rows());
        window.rows().forEach(seen -> firstSeen.putIfAbsent(seen.identity(), Place.of(seen)));
        progress.accept(look.chats().size());
        return window;
    }

    private void doubt(String why) {
        if (doubt == null) {
            doubt = why;
        }
    }

    private Reading reading(Level level) {
        return doubt == null ? Reading.certified(level) : Reading.doubtful(level, doubt);
    }
}
