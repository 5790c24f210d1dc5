package dev.vigia.agent.poll;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all pages once.
 *
 * <p>The list moves while it is read: a chat may be seen twice, or not at all. So a sweep tells what chats are like, never that one is
 * gone.
 */
final class Sweep {
    /** A short page does not prove the end, because the gateway may cap the page size; pages that only repeat do. */
    private static final int BARREN_PAGES_AT_THE_END = 2;

    private static final int MOST_CHATS = 200_000;
    private static final int MOST_READINGS = 5;

    private final AccountApi api;
    private final int pageSize;

    Sweep(AccountApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** Reads until a page is empty or nothing new comes. */
    void read(Look look) throws ZApiException, DistrustedAnswerException {
        read(look, seen -> {});
    }

    /**
     * Reads all again until that shows no more chats, for a baseline: a chat that moved while the list was read, or that an empty page hid,
     * would seem new later.
     *
     * @param progress told after each page how many chats were seen
     */
    void readThoroughly(Look look, IntConsumer progress) throws ZApiException, DistrustedAnswerException {
        int seenBefore = -1;
        for (int times = 0; times < MOST_READINGS && look.chats().size() > seenBefore; times++) {
            seenBefore = look.chats().size();
            read(look, progress);
        }
    }

    private void read(Look look, IntConsumer progress) throws ZApiException, DistrustedAnswerException {
        Set<@Nullable String> shown = new HashSet<>();
        int barrenPages = 0;
        for (int page = 1; barrenPages < BARREN_PAGES_AT_THE_END; page++) {
            DecodedPage answer = api.chats(page, pageSize).decode();
            if (answer.rows() == 0) {
                return;
            }
            look.see(answer.chats());
            barrenPages = shown.addAll(identities(answer)) ? 0 : barrenPages + 1;
            if (shown.size() > MOST_CHATS) {
                throw DistrustedAnswerException.noEnd(shown.size());
            }
            progress.accept(look.chats().size());
        }
    }

    private static List<@Nullable String> identities(DecodedPage page) {
        return page.chats().stream().map(Sweep::identity).toList();
    }

    private static @Nullable String identity(ChatSeen chat) {
        return chat.lid() != null ? chat.lid() : chat.phone();
    }
}
