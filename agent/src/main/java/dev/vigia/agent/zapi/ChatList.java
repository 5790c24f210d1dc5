package dev.vigia.agent.zapi;

import dev.vigia.agent.chat.ChatSeen;
import java.util.Optional;

/** An account's list of chats, as far as one answer shows it. */
public interface ChatList {
    /** One page of the list of chats; the first is 1. That it really is one shows when it is decoded. */
    ChatsPage chats(int page, int pageSize) throws ZApiException;

    /**
     * One chat. Empty only if the gateway clearly says that it has none such; whatever may mean something else fails.
     *
     * @param phoneOrLid as the list of chats names it
     */
    Optional<ChatSeen> chat(String phoneOrLid) throws ZApiException;
}
