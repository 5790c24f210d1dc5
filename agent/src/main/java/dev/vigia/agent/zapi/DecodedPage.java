package dev.vigia.agent.zapi;

import dev.vigia.agent.chat.ChatSeen;
import java.util.List;

/**
 * What a page of the list says.
 *
 * @param chats in the page's order
 * @param skipped entries that name neither a phone nor a lid, so that nobody can tell whose they are
 * @param rows how many entries the page has, the skipped ones among them
 */
public record DecodedPage(List<ChatSeen> chats, int skipped, int rows) {
    public DecodedPage {
        chats = List.copyOf(chats);
        if (chats.size() + skipped != rows) {
            throw new IllegalArgumentException(chats.size() + " chats and " + skipped + " skipped of " + rows);
        }
    }
}
