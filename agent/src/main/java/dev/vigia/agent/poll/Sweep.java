package dev.vigia.agent.poll;

import dev.vigia.agent.chat.Look;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;
import java.util.function.IntConsumer;

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

    private final AccountApi api;
    private final int pageSize;

    Sweep(AccountApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /**
     * Reads until a page is empty or nothing new comes.
     *
     * @param progress told after each page how many chats were seen
     */
    void read(Look look, IntConsumer progress) throws ZApiException, DistrustedAnswerException {
        int barrenPages = 0;
        for (int page = 1; barrenPages < BARREN_PAGES_AT_THE_END; page++) {
            DecodedPage answer = api.chats(page, pageSize).decode();
            if (answer.rows() == 0) {
                return;
            }
            int newChats = look.see(answer.chats());
            barrenPages = newChats == 0 ? barrenPages + 1 : 0;
            int seen = look.chats().size();
            if (seen > MOST_CHATS) {
                throw new DistrustedAnswerException("the list of chats has no end: " + seen + " were read");
            }
            progress.accept(seen);
        }
    }
}
