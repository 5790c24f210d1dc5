package dev.vigia.agent.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at an account sees, page by page, and what it comes to against the snapshot.
 *
 * <p>A chat that is seen twice in one look is as the last page showed it. What was not seen stays as it was known.
 */
public final class Look {
    private final Snapshot known;
    private final Instant at;
    private @Nullable Aliases aliases;
    private final Map<String, ChatState> seen = new LinkedHashMap<>();

    /** Begins a look. Its time is the time of all its events, to the millisecond. */
    public Look(Snapshot known, Instant at) {
        this.known = known;
        this.at = at;
    }

    /**
     * The end of a look.
     *
     * @param changed the chats of which something new is known, whether or not that makes an event
     * @param facts the events to come of it, in order
     */
    public record Outcome(Instant at, List<ChatState> changed, List<Fact> facts) {}

    public Instant at() {
        return at;
    }

    /** Takes in one page: one answer, true of one moment. Returns how many chats it shows that no page of this look showed before. */
    public int see(List<ChatSeen> page) {
        if (aliases == null) {
            aliases = known.aliases().copy();
        }
        int chatsBefore = seen.size();
        for (Recognition.Match match : Recognition.of(page, aliases, this::latest)) {
            ChatState chat = match.chat() == null
                    ? ChatState.first(freeId(match.seen().identity()), match.seen(), at)
                    : match.chat().updated(match.seen(), at);
            seen.put(chat.id(), chat);
            aliases.add(chat);
        }
        return seen.size() - chatsBefore;
    }

    /** The chats seen so far, as the last page that showed each of them did. */
    public Collection<ChatState> chats() {
        return Collections.unmodifiableCollection(seen.values());
    }

    public Outcome outcome() {
        endMutes();
        List<ChatState> changed = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (ChatState chat : seen.values()) {
            ChatState before = known.chat(chat.id());
            if (before == null) {
                facts.addAll(ChatDiff.appeared(chat));
            } else {
                facts.addAll(ChatDiff.between(before, chat));
            }
            if (!chat.equals(before)) {
                changed.add(chat);
            }
        }
        return new Outcome(at, changed, facts);
    }

    private void endMutes() {
        if (!known.muteRanOut(at)) {
            return;
        }
        for (ChatState chat : known.all()) {
            ChatState latest = seen.getOrDefault(chat.id(), chat);
            if (latest.muteRanOut(at)) {
                seen.put(latest.id(), latest.withoutMute());
            }
        }
    }

    private @Nullable ChatState latest(String id) {
        ChatState chat = seen.get(id);
        return chat != null ? chat : known.chat(id);
    }

    private String freeId(String identity) {
        String id = identity;
        for (int n = 2; latest(id) != null; n++) {
            id = identity + "~" + n;
        }
        return id;
    }
}
