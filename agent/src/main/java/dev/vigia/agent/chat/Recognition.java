package dev.vigia.agent.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells which known chat each entry of one page is.
 *
 * <p>By lid first, then by phone, never by name alone. Where one phone belongs to several entries or several known chats, names tell them
 * apart within that phone; an entry that could be two of them is left out, for nothing can be said of it.
 */
final class Recognition {
    /**
     * One entry and the chat it is.
     *
     * @param chat null if the entry is a chat that is not known yet
     */
    record Match(ChatSeen seen, @Nullable ChatState chat) {}

    private final Aliases aliases;
    private final Function<String, @Nullable ChatState> known;
    private final List<Match> matches = new ArrayList<>();

    private Recognition(Aliases aliases, Function<String, @Nullable ChatState> known) {
        this.aliases = aliases;
        this.known = known;
    }

    static List<Match> of(List<ChatSeen> page, Aliases aliases, Function<String, @Nullable ChatState> known) {
        return new Recognition(aliases, known).match(page);
    }

    private List<Match> match(List<ChatSeen> page) {
        Map<String, List<ChatSeen>> byPhone = new LinkedHashMap<>();
        for (ChatSeen seen : page) {
            String id = seen.lid() == null ? null : aliases.withLid(seen.lid());
            if (id != null) {
                matches.add(new Match(seen, known.apply(id)));
            } else if (seen.phone() == null) {
                matches.add(new Match(seen, null));
            } else {
                byPhone.computeIfAbsent(seen.phone(), phone -> new ArrayList<>())
                        .add(seen);
            }
        }
        byPhone.forEach(this::matchPhone);
        return matches;
    }

    private void matchPhone(String phone, List<ChatSeen> entries) {
        List<ChatState> candidates = new ArrayList<>(aliases.withPhone(phone).stream()
                .map(known)
                .filter(Objects::nonNull)
                .filter(chat -> matches.stream().noneMatch(match -> chat.equals(match.chat())))
                .toList());
        List<ChatSeen> left = new ArrayList<>(withoutRepetitions(entries));
        if (left.size() > 1 || candidates.size() > 1) {
            matchNames(left, candidates);
        }
        if (candidates.isEmpty()) {
            left.forEach(seen -> matches.add(new Match(seen, null)));
        } else if (left.size() == 1 && candidates.size() == 1) {
            matches.add(new Match(left.get(0), candidates.get(0)));
        }
    }

    private void matchNames(List<ChatSeen> entries, List<ChatState> candidates) {
        for (ChatSeen seen : List.copyOf(entries)) {
            candidates.stream()
                    .filter(chat -> Objects.equals(chat.name(), seen.name()))
                    .findFirst()
                    .ifPresent(chat -> {
                        matches.add(new Match(seen, chat));
                        entries.remove(seen);
                        candidates.remove(chat);
                    });
        }
    }

    /** Entries with one phone and one name are one chat told twice; the last tells how it is. */
    private static List<ChatSeen> withoutRepetitions(List<ChatSeen> entries) {
        Map<@Nullable String, ChatSeen> byName = new LinkedHashMap<>();
        for (ChatSeen seen : entries) {
            byName.put(seen.name(), seen);
        }
        return List.copyOf(byName.values());
    }
}
