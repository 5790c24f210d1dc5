package dev.vigia.agent.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of all chats of an account. Immutable. */
public final class Snapshot {
    public static final Snapshot EMPTY = new Snapshot(Map.of(), new Aliases());

    private final Map<String, ChatState> chats;
    private final Aliases aliases;
    private final long nextMuteEnd;
    private final long newestMessage;

    private Snapshot(Map<String, ChatState> chats, Aliases aliases) {
        this.chats = chats;
        this.aliases = aliases;
        this.nextMuteEnd = chats.values().stream()
                .filter(ChatState::isMuted)
                .mapToLong(chat -> chat.mutedUntil() == null ? ChatState.FOREVER : chat.mutedUntil())
                .min()
                .orElse(ChatState.FOREVER);
        this.newestMessage = chats.values().stream()
                .map(ChatState::lastMessageAt)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(ChatState.NO_MESSAGE);
    }

    public static Snapshot of(Collection<ChatState> chats, Collection<Alias> aliases) {
        return EMPTY.with(chats, aliases, List.of());
    }

    /**
     * This snapshot after a change.
     *
     * @param changed chats that are new or other than they were
     * @param named names by which chats were not known before
     * @param gone the ids of chats that are no more
     */
    public Snapshot with(Collection<ChatState> changed, Collection<Alias> named, Collection<String> gone) {
        if (changed.isEmpty() && named.isEmpty() && gone.isEmpty()) {
            return this;
        }
        Map<String, ChatState> all = new HashMap<>(chats);
        Aliases allAliases = aliases.copy();
        for (String id : gone) {
            all.remove(id);
            allAliases.removeChat(id);
        }
        changed.forEach(chat -> all.put(chat.id(), chat));
        named.forEach(allAliases::add);
        return new Snapshot(all, allAliases);
    }

    public int size() {
        return chats.size();
    }

    public Collection<ChatState> chats() {
        return List.copyOf(chats.values());
    }

    public @Nullable ChatState chat(String id) {
        return chats.get(id);
    }

    /** The newest time of a last message, in epoch milliseconds; {@link ChatState#NO_MESSAGE} if there is none. */
    public long newestMessage() {
        return newestMessage;
    }

    /** Whether the mute of some chat has run out by the clock and nobody said so yet. */
    public boolean muteRanOut(Instant at) {
        return nextMuteEnd <= at.toEpochMilli();
    }

    Aliases aliases() {
        return aliases;
    }

    Collection<ChatState> all() {
        return chats.values();
    }
}
