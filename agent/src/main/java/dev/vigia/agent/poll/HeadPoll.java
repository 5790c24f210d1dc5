package dev.vigia.agent.poll;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.ChatsPage;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.Fingerprint;
import dev.vigia.agent.zapi.ZApiException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the newest page only. Chats move to the top by their messages, so this page tells of all that happened by messages, unless more
 * happened than fits on it.
 *
 * <p>What it cannot see, a change below the page that no message comes with, waits for the next sweep.
 */
final class HeadPoll {
    /** What a head poll comes to. */
    enum Finding {
        /** The page is, byte for byte, the one that was handled before. */
        UNCHANGED,
        /** Nothing below the page can have changed by messages. */
        ENOUGH,
        /** More may have changed than the page shows. */
        TOO_LITTLE
    }

    /** Clocks of the gateway's servers differ, so times close to the newest one prove nothing. */
    private static final long CLOCK_DOUBT_MILLIS = 60_000;

    private final AccountApi api;
    private final int pageSize;
    private @Nullable Fingerprint handled;
    private @Nullable Fingerprint latest;

    HeadPoll(AccountApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    Finding read(Snapshot known, Look look) throws ZApiException, DistrustedAnswerException {
        ChatsPage answer = api.chats(1, pageSize);
        latest = answer.fingerprint();
        if (latest.equals(handled)) {
            return Finding.UNCHANGED;
        }
        DecodedPage page = answer.decode();
        if (page.chats().isEmpty() && known.size() > 0) {
            throw DistrustedAnswerException.noChats(known.size());
        }
        look.see(page.chats());
        boolean holdsAll = page.rows() < pageSize && page.rows() >= known.size();
        return holdsAll || (isSorted(page.chats()) && hasAnchor(known, look)) ? Finding.ENOUGH : Finding.TOO_LITTLE;
    }

    /** What was read last is committed: the same page need not be looked into again. */
    void handled() {
        handled = latest;
    }

    /** The snapshot comes from elsewhere: the same page may be news. */
    void forget() {
        handled = null;
    }

    /** Of pinned chats it does not matter where they stand: either all on top, or as their messages tell. */
    private static boolean isSorted(List<ChatSeen> page) {
        long upper = Long.MAX_VALUE;
        for (ChatSeen chat : page) {
            if (!isPinned(chat.pinned())) {
                long time = millis(chat.lastMessageAt());
                if (time > upper) {
                    return false;
                }
                upper = time;
            }
        }
        return true;
    }

    /** Whether the page reaches down to a chat that stands where it stood, well below all that is new. */
    private static boolean hasAnchor(Snapshot known, Look look) {
        for (ChatState chat : look.chats()) {
            ChatState before = known.chat(chat.id());
            if (before != null
                    && !isPinned(chat.pinned())
                    && Objects.equals(chat.pinned(), before.pinned())
                    && Objects.equals(chat.lastMessageAt(), before.lastMessageAt())
                    && millis(chat.lastMessageAt()) < known.newestMessage() - CLOCK_DOUBT_MILLIS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPinned(@Nullable Boolean pinned) {
        return pinned != null && pinned;
    }

    private static long millis(@Nullable Long time) {
        return time == null ? ChatState.NO_MESSAGE : time;
    }
}
