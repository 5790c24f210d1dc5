package dev.vigia.agent.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which chats a phone or a lid belongs to, or once did. Usually that is one chat, but the gateway has been seen to tell of two chats with one
 * phone, and numbers are given to new people.
 */
final class Aliases {
    private final Map<String, List<Alias>> byName;
    private final Map<String, List<Alias>> byChat;

    Aliases() {
        this(new HashMap<>(), new HashMap<>());
    }

    private Aliases(Map<String, List<Alias>> byName, Map<String, List<Alias>> byChat) {
        this.byName = byName;
        this.byChat = byChat;
    }

    Aliases copy() {
        return new Aliases(new HashMap<>(byName), new HashMap<>(byChat));
    }

    /** Whether this is news: the chat was not known by that name. */
    boolean add(Alias alias) {
        if (named(alias.name()).stream().anyMatch(known -> known.chat().equals(alias.chat()))) {
            return false;
        }
        byName.merge(alias.name(), List.of(alias), Aliases::joined);
        byChat.merge(alias.chat(), List.of(alias), Aliases::joined);
        return true;
    }

    void removeChat(String chat) {
        for (Alias alias : of(chat)) {
            List<Alias> left = named(alias.name()).stream()
                    .filter(other -> !other.chat().equals(chat))
                    .toList();
            if (left.isEmpty()) {
                byName.remove(alias.name());
            } else {
                byName.put(alias.name(), left);
            }
        }
        byChat.remove(chat);
    }

    List<Alias> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    List<Alias> of(String chat) {
        return byChat.getOrDefault(chat, List.of());
    }

    /** When a chat was first known by any name. */
    long since(String chat) {
        return of(chat).stream().mapToLong(Alias::since).min().orElse(Long.MAX_VALUE);
    }

    private static List<Alias> joined(List<Alias> known, List<Alias> more) {
        List<Alias> all = new ArrayList<>(known);
        all.addAll(more);
        return List.copyOf(all);
    }
}
