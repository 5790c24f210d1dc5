package dev.vigia.agent.chat;

import dev.vigia.api.ChatRemoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at an account sees, page by page, and what it comes to against the snapshot.
 *
 * <p>A chat that is seen twice in one look is as the last page showed it. What was not seen stays as it was known, unless it is said to be
 * {@link #gone}.
 */
public final class Look {
    private final Snapshot known;
    private final Instant at;
    private @Nullable Aliases aliases;
    private final Map<String, ChatState> seen = new LinkedHashMap<>();
    private final List<Alias> named = new ArrayList<>();
    private final Set<String> identified = new LinkedHashSet<>();
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final Set<ChatState> gone = new LinkedHashSet<>();

    /** Begins a look. Its time is the time of all its events, to the millisecond. */
    public Look(Snapshot known, Instant at) {
        this.known = known;
        this.at = at;
    }

    /**
     * The end of a look.
     *
     * @param changed the chats of which something new is known, whether or not that makes an event
     * @param named the names by which chats were not known before
     * @param gone the ids of chats that are no more: removed, or found to be another known chat
     * @param joined of those found to be another, in this order, with the id of that
     * @param facts the events to come of it, in order
     */
    public record Outcome(
            Instant at,
            List<ChatState> changed,
            List<Alias> named,
            List<String> gone,
            Map<String, String> joined,
            List<Fact> facts) {
        public boolean isEmpty() {
            return changed.isEmpty() && named.isEmpty() && gone.isEmpty();
        }
    }

    public Instant at() {
        return at;
    }

    /** Takes in one page: one answer, true of one moment. Returns its chats as they are now known, in the page's order. */
    public List<ChatState> see(List<ChatSeen> page) {
        Aliases names = aliases();
        List<ChatState> chats = new ArrayList<>();
        for (Recognition.Match match : Recognition.of(page, names, this::latest)) {
            ChatState chat = match.chat() == null
                    ? ChatState.first(freeId(match.seen().identity()), match.seen(), at)
                    : join(match.chat(), match.same()).updated(match.seen(), at);
            seen.put(chat.id(), chat);
            name(chat.phone(), chat);
            name(chat.lid(), chat);
            chats.add(chat);
        }
        return chats;
    }

    /** The chats seen so far, as the last page that showed each of them did. */
    public Collection<ChatState> chats() {
        return Collections.unmodifiableCollection(seen.values());
    }

    /** Whether something was seen that was not known. */
    public boolean showsNews() {
        return seen.values().stream().anyMatch(chat -> !chat.equals(known.chat(chat.id())));
    }

    /** The known chats that were not seen so far. */
    public List<ChatState> absent() {
        return known.all().stream()
                .filter(chat -> !seen.containsKey(chat.id()) && !joined.containsKey(chat.id()))
                .toList();
    }

    /** Says that a known chat is proven to be no more. */
    public void gone(ChatState chat) {
        gone.add(chat);
    }

    /** Takes back what was seen of a chat: it stays as it was known until somebody looks again. */
    public void withhold(String id) {
        seen.remove(id);
        named.removeIf(alias -> alias.chat().equals(id));
    }

    public Outcome outcome() {
        endMutes();
        List<ChatState> changed = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (ChatState chat : seen.values()) {
            ChatState before = known.chat(chat.id());
            if (chat.equals(before)) {
                continue;
            }
            changed.add(chat);
            if (before != null) {
                facts.addAll(ChatDiff.between(before, chat, identified.contains(chat.id())));
            } else {
                facts.addAll(ChatDiff.appeared(chat));
            }
        }
        List<String> ended = new ArrayList<>(joined.keySet());
        for (ChatState chat : gone) {
            ended.add(chat.id());
            facts.add(meta -> new ChatRemoved(meta, chat.asChat()));
        }
        return new Outcome(at, changed, List.copyOf(named), ended, Collections.unmodifiableMap(joined), facts);
    }

    private void endMutes() {
        if (!known.muteRanOut(at)) {
            return;
        }
        for (ChatState chat : known.all()) {
            ChatState latest = latest(chat.id());
            if (latest != null && latest.muteRanOut(at)) {
                seen.put(latest.id(), latest.withoutMute());
            }
        }
    }

    /** Two known chats turn out to be one: the older keeps its id, and takes over what only the younger knew. */
    private ChatState join(ChatState chat, @Nullable ChatState same) {
        if (same == null) {
            return chat;
        }
        boolean chatIsOlder = aliases().since(chat.id()) <= aliases().since(same.id());
        ChatState older = chatIsOlder ? chat : same;
        ChatState younger = chatIsOlder ? same : chat;
        seen.remove(younger.id());
        named.removeIf(alias -> alias.chat().equals(younger.id()));
        if (known.chat(younger.id()) != null) {
            joined.put(younger.id(), older.id());
        }
        identified.add(older.id());
        ChatState whole = older.completedBy(younger);
        List<Alias> names = aliases().of(younger.id());
        aliases().removeChat(younger.id());
        names.forEach(alias -> name(alias.name(), whole));
        return whole;
    }

    private void name(@Nullable String name, ChatState chat) {
        Alias alias = name == null ? null : new Alias(name, chat.id(), at.toEpochMilli());
        if (alias != null && aliases().add(alias)) {
            named.add(alias);
        }
    }

    private Aliases aliases() {
        if (aliases == null) {
            aliases = known.aliases().copy();
        }
        return aliases;
    }

    private @Nullable ChatState latest(String id) {
        ChatState chat = seen.get(id);
        return chat != null || joined.containsKey(id) ? chat : known.chat(id);
    }

    private String freeId(String identity) {
        String id = identity;
        for (int n = 2; latest(id) != null || joined.containsKey(id); n++) {
            id = identity + "~" + n;
        }
        return id;
    }
}
