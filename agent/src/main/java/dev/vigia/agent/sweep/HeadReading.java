package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;
import java.util.List;
import java.util.Objects;

/**
 * Looks at the top of the list, where messages bring chats, and at one window of the rest each time, for what happens without a message.
 *
 * <p>What neither shows (a chat that is gone, a change in a window whose turn has not come) waits for its turn or for the next sweep.
 */
public final class HeadReading {
    private static final int TOP = 30;
    private static final int MOST_WINDOWS = 3;

    private final Pages pages;
    private final Assumptions assumptions;
    private int turns;

    public HeadReading(Pages pages, Assumptions assumptions) {
        this.pages = pages;
        this.assumptions = assumptions;
    }

    /** How many chats the first page should show. */
    public int topSize() {
        return Math.min(TOP, assumptions.pageSize());
    }

    /**
     * Takes in a page that should show all chats.
     *
     * @param page the first page, of {@link Assumptions#pageSize()} chats
     * @return whether it does; if not, only a sweep can tell
     */
    public boolean readAll(DecodedPage page, Look look) {
        Window window = new Window(0, assumptions.pageSize(), page);
        look.see(window.rows());
        window.broken().ifPresent(assumptions::broken);
        return assumptions.hold() && window.isShort() && look.absent().isEmpty();
    }

    /**
     * Takes in the top of the list, and more below it until a chat stands where it stood.
     *
     * @param top the first page, of {@link #topSize()} chats
     * @return whether all was seen that messages brought up; if not, only a sweep can tell
     */
    public boolean read(DecodedPage top, Look look, Snapshot known) throws ZApiException {
        boolean orderIsKnown = assumptions.hold();
        Window window = new Window(0, topSize(), top);
        for (int windows = 1; ; windows++) {
            List<ChatState> chats = look.see(window.rows());
            if (!orderIsKnown) {
                return true;
            }
            window.broken().ifPresent(assumptions::broken);
            if (!assumptions.hold()) {
                return false;
            }
            if (window.isShort() || reachesDown(chats, known)) {
                return true;
            }
            if (windows == MOST_WINDOWS || !Overlap.reaches(topSize(), window.end())) {
                return false;
            }
            Overlap below = Overlap.before(window.end(), topSize());
            window = new Window(below.from(), below.size(), pages.read(below.page(), below.size()));
        }
    }

    /** Takes in the window whose turn it is. */
    public void readDeeper(Look look, Snapshot known) throws ZApiException {
        int size = assumptions.pageSize();
        int windows = Math.max(1, (known.size() + size - 1) / size);
        int page = turns++ % windows + 1;
        Window window = new Window((page - 1) * size, size, pages.read(page, size));
        if (assumptions.hold()) {
            window.broken().ifPresent(assumptions::broken);
        }
        look.see(window.rows());
    }

    /** Whether one of the chats did not move: it stands above all that did not either, and below all that did. */
    private static boolean reachesDown(List<ChatState> chats, Snapshot known) {
        long wellBelowNew = known.newestMessage() - WindowReading.CLOCK_DOUBT_MILLIS;
        return chats.stream().anyMatch(chat -> {
            ChatState before = known.chat(chat.id());
            return before != null
                    && !chat.isPinned()
                    && !before.isPinned()
                    && chat.lastMessageAt() != null
                    && Objects.equals(chat.lastMessageAt(), before.lastMessageAt())
                    && chat.lastMessageAt() < wellBelowNew;
        });
    }
}
