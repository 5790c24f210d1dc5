package dev.vigia.testkit;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One account: its chats, what the plugin remembers for it, and what is on its way to the plugin. */
final class Account {
    private final String name;
    private final AccountMemory memory = new AccountMemory(this::chats);
    private final Feed feed = new Feed();
    private final Chores chores;
    private final Deque<Loss> losses = new ArrayDeque<>();
    private final Map<String, Chat> chats = new LinkedHashMap<>();
    private boolean baselined;
    private long lastSequence;

    Account(String name, Chores chores) {
        this.name = name;
        this.chores = chores;
    }

    String name() {
        return name;
    }

    AccountMemory memory() {
        return memory;
    }

    Feed feed() {
        return feed;
    }

    Chores chores() {
        return chores;
    }

    /** What the plugin is to be told that it will never get, the first first. */
    Deque<Loss> losses() {
        return losses;
    }

    /** The chats as they are known; none before the first look is complete. */
    List<Chat> chats() {
        return baselined ? List.copyOf(chats.values()) : List.of();
    }

    @Nullable
    Chat chat(String id) {
        return chats.get(id);
    }

    boolean isBaselined() {
        return baselined;
    }

    void baselined() {
        baselined = true;
    }

    void know(Chat chat) {
        chats.put(chat.id(), chat);
    }

    /** Takes an event into the log, and what it tells of a chat. */
    void add(Event event) {
        lastSequence = Math.max(lastSequence, event.meta().sequence());
        if (event instanceof ChatRemoved removed) {
            chats.remove(removed.before().id());
        } else if (event instanceof ChatEvent chatEvent) {
            know(chatEvent.latest());
        }
        baselined |= event instanceof ChatEvent || event instanceof AccountBaselined;
        feed.add(event);
    }

    /** Leaves out numbers of events, of which the plugin is to be told. */
    void lose(int events, Instant now) {
        losses.add(new Loss(name, lastSequence + 1, lastSequence + events, 1, now));
        lastSequence += events;
    }

    /** What tells a new event from all others. */
    TestMeta newMeta(Instant now) {
        lastSequence++;
        return new TestMeta(name + "-" + lastSequence, name, lastSequence, now, Optional.empty());
    }

    /** The chat that an id or a number stands for, so that what is sent to one chat counts as that, however it was addressed. */
    String chatKnownAs(String id) {
        if (chats.containsKey(id)) {
            return id;
        }
        List<String> known = chats.values().stream()
                .filter(chat -> chat.phone().filter(id::equals).isPresent()
                        || chat.lid().filter(id::equals).isPresent())
                .map(Chat::id)
                .toList();
        return known.size() == 1 ? known.get(0) : id;
    }
}
