package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.zapi.DecodedPage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one answer showed of the list, at one moment: its rows from a place on.
 *
 * @param from the number of its first row in the list, from 0
 * @param asked how many rows were asked for
 */
record Window(int from, int asked, DecodedPage page) {
    /** Behind its last row. */
    int end() {
        return from + page.rows();
    }

    boolean isShort() {
        return page.rows() < asked;
    }

    List<ChatSeen> rows() {
        return page.chats();
    }

    /** Which of the assumptions this answer breaks, in words. */
    Optional<String> broken() {
        if (page.rows() > asked) {
            return Optional.of("asked for " + asked + " chats, Z-API answers with " + page.rows());
        }
        if (!identitiesAreUnique()) {
            return Optional.of("a chat stands twice in one answer");
        }
        if (!isSorted()) {
            return Optional.of("the chats are not sorted by their last message");
        }
        return Optional.empty();
    }

    /** The newest time of a last message. */
    long newest() {
        return rows().stream().mapToLong(Window::time).max().orElse(ChatState.NO_MESSAGE);
    }

    static long time(ChatSeen seen) {
        return seen.lastMessageAt() == null ? ChatState.NO_MESSAGE : seen.lastMessageAt();
    }

    static boolean isPinned(ChatSeen seen) {
        return seen.pinned() != null && seen.pinned();
    }

    private boolean identitiesAreUnique() {
        Set<String> identities = new HashSet<>();
        for (ChatSeen seen : rows()) {
            if (!isNew(seen.lid(), identities) || !isNew(seen.phone(), identities)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNew(@Nullable String identity, Set<String> identities) {
        return identity == null || identities.add(identity);
    }

    /** By time alone, or pinned chats first. */
    private boolean isSorted() {
        boolean byTime = true;
        boolean pinnedFirst = true;
        for (int i = 1; i < rows().size(); i++) {
            ChatSeen upper = rows().get(i - 1);
            ChatSeen lower = rows().get(i);
            boolean falls = time(upper) >= time(lower);
            byTime &= falls;
            pinnedFirst &= isPinned(upper) == isPinned(lower) ? falls : isPinned(upper);
        }
        return byTime || pinnedFirst;
    }
}
