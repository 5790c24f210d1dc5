package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/** Reads page after page until nothing new comes. Relies on nothing and proves nothing, but what it sees is true. */
final class PlainPass {
    /** A short page need not be the end, where page sizes may be capped or ignored; pages that only repeat are. */
    private static final int BARREN_PAGES_AT_THE_END = 2;

    private static final int MOST_CHATS = 200_000;

    private PlainPass() {}

    static void read(Pages pages, int size, Assumptions assumptions, Look look, IntConsumer progress)
            throws ZApiException, EndlessListException {
        Set<String> shown = new HashSet<>();
        int barren = 0;
        for (int number = 1; barren < BARREN_PAGES_AT_THE_END; number++) {
            DecodedPage page = pages.read(number, size);
            if (page.rows() == 0) {
                return;
            }
            Window window = new Window((number - 1) * size, size, page);
            window.broken().ifPresent(assumptions::broken);
            look.see(page.chats());
            boolean news =
                    shown.addAll(page.chats().stream().map(ChatSeen::identity).toList());
            barren = news ? 0 : barren + 1;
            if (shown.size() > MOST_CHATS) {
                throw new EndlessListException(shown.size());
            }
            progress.accept(look.chats().size());
        }
    }
}
