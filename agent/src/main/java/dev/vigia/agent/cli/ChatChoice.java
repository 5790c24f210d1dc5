package dev.vigia.agent.cli;

import dev.vigia.agent.store.ChatSearch;
import dev.vigia.agent.store.KnownChat;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The chats that an operator means by a text: an id, phone or lid, which one may have in several accounts, or a name, which must be one's own. */
final class ChatChoice {
    private static final int MOST_TO_CHOOSE_FROM = 20;

    private ChatChoice() {}

    static List<KnownChat> of(String text, Collection<String> accounts, Store store) throws StoreException, Refusal {
        ChatSearch search = store.chats();
        List<KnownChat> found = new ArrayList<>();
        for (String account : accounts) {
            found.addAll(search.exactly(account, text.strip()));
        }
        String digits = text.replaceAll("[\\s()+.-]", "");
        if (found.isEmpty() && digits.matches("\\d{6,}")) {
            for (String account : accounts) {
                found.addAll(search.exactly(account, digits));
            }
        }
        return found.isEmpty() ? List.of(named(text, accounts, search)) : found;
    }

    /** A chat in a few words. */
    static String words(KnownChat chat) {
        String name = chat.name() == null ? "" : Printable.text(chat.name(), 40) + " ";
        return chat.account() + ": " + name + "("
                + chat.names().stream().sorted().map(Printable::text).collect(Collectors.joining(", "))
                + (chat.names().contains(chat.id())
                        ? ")"
                        : chat.names().isEmpty() ? chat.id() + ")" : "; id " + chat.id() + ")");
    }

    private static KnownChat named(String text, Collection<String> accounts, ChatSearch search)
            throws StoreException, Refusal {
        List<KnownChat> found = new ArrayList<>();
        if (!text.isBlank()) {
            for (String account : accounts) {
                found.addAll(search.named(account, text));
            }
        }
        if (found.isEmpty()) {
            throw Refusal.failed("No chat has '" + Printable.text(text)
                    + "' as its id, phone, lid or a part of its name. The chats: vigia chats. One that is gone is found by"
                    + " its id, phone or lid as long as events of it are kept");
        }
        if (found.size() > 1) {
            throw Refusal.unclear("'" + Printable.text(text) + "' could be any of " + found.size()
                    + " chats; give the phone or the id of one of them:"
                    + found.stream()
                            .limit(MOST_TO_CHOOSE_FROM)
                            .map(chat -> "\n  " + words(chat))
                            .collect(Collectors.joining())
                    + (found.size() > MOST_TO_CHOOSE_FROM ? "\n  …" : ""));
        }
        return found.get(0);
    }
}
