package dev.vigia.agent.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
     * @param same another known chat that turns out to be the same, one known by its lid until now, the other by its phone
     */
    record Match(
            ChatSeen seen,
            @Nullable ChatState chat,
            @Nullable ChatState same) {}

    private final Aliases aliases;
    private final Function<String, @Nullable ChatState> known;
    private final List<Match> matches = new ArrayList<>();

    private Recognition(Aliases aliases, Function<String, @Nullable ChatState> known) {
        this.aliases = aliases;
        this.known = known;
    }

    static List<Match> of(List<ChatSeen> page, Aliases aliases, Function<String, @Nullable ChatState> known) {
        return new Recognition(aliases, known).match(withoutRepeatedLids(page));
    }

    private List<Match> match(List<ChatSeen> page) {
        Map<String, List<ChatSeen>> byPhone = new LinkedHashMap<>();
        for (ChatSeen seen : page) {
            ChatState chat = seen.lid() == null ? null : withLid(seen.lid());
            if (chat != null) {
                matches.add(new Match(seen, chat, samePerson(chat, seen)));
            } else if (seen.phone() == null) {
                matches.add(new Match(seen, null, null));
            } else {
                byPhone.computeIfAbsent(seen.phone(), phone -> new ArrayList<>())
                        .add(seen);
            }
        }
        byPhone.forEach(this::matchPhone);
        return matches;
    }

    private @Nullable ChatState withLid(String lid) {
        return named(lid).findFirst().orElse(null);
    }

    /** The one chat that was known by nothing but the phone which this entry shows beside the lid of another. */
    private @Nullable ChatState samePerson(ChatState chat, ChatSeen seen) {
        if (seen.phone() == null) {
            return null;
        }
        List<ChatState> others = named(seen.phone())
                .filter(other -> seen.phone().equals(other.phone()))
                .filter(other -> !other.id().equals(chat.id()))
                .toList();
        return others.size() == 1 && others.get(0).lid() == null ? others.get(0) : null;
    }

    private void matchPhone(String phone, List<ChatSeen> entries) {
        List<ChatSeen> left = new ArrayList<>(withoutRepetitions(entries));
        List<ChatState> candidates = new ArrayList<>(candidates(phone));
        left.removeIf(seen -> {
            // With the lid of somebody new, a phone that was somebody else's has changed hands.
            boolean stranger = seen.lid() != null
                    && !candidates.isEmpty()
                    && candidates.stream().allMatch(chat -> chat.lid() != null);
            if (stranger) {
                matches.add(new Match(seen, null, null));
            }
            return stranger;
        });
        if (left.size() > 1 || candidates.size() > 1) {
            matchNames(left, candidates);
        }
        if (candidates.isEmpty()) {
            left.forEach(seen -> matches.add(new Match(seen, null, null)));
        } else if (left.size() == 1 && candidates.size() == 1) {
            matches.add(new Match(left.get(0), candidates.get(0), null));
        }
    }

    /** The chats whose phone this is, or, if it is nobody's now, those whose phone it was. */
    private List<ChatState> candidates(String phone) {
        List<ChatState> all = named(phone)
                .filter(chat ->
                        matches.stream().noneMatch(match -> chat.equals(match.chat()) || chat.equals(match.same())))
                .toList();
        List<ChatState> now =
                all.stream().filter(chat -> phone.equals(chat.phone())).toList();
        return now.isEmpty() ? all : now;
    }

    private void matchNames(List<ChatSeen> entries, List<ChatState> candidates) {
        for (ChatSeen seen : List.copyOf(entries)) {
            candidates.stream()
                    .filter(chat -> Objects.equals(chat.name(), seen.name()))
                    .findFirst()
                    .ifPresent(chat -> {
                        matches.add(new Match(seen, chat, null));
                        entries.remove(seen);
                        candidates.remove(chat);
                    });
        }
    }

    /** Entries with one lid are one chat; the last tells how it is. */
    private static List<ChatSeen> withoutRepeatedLids(List<ChatSeen> page) {
        Map<Object, ChatSeen> byLid = new LinkedHashMap<>();
        for (ChatSeen seen : page) {
            byLid.put(seen.lid() != null ? seen.lid() : seen, seen);
        }
        return List.copyOf(byLid.values());
    }

    /** Entries with one phone and one name are one chat told twice; the last tells how it is. */
    private static List<ChatSeen> withoutRepetitions(List<ChatSeen> entries) {
        Map<@Nullable String, ChatSeen> byName = new LinkedHashMap<>();
        for (ChatSeen seen : entries) {
            byName.put(seen.name(), seen);
        }
        return List.copyOf(byName.values());
    }

    private Stream<ChatState> named(String name) {
        return aliases.named(name).stream()
                .map(alias -> known.apply(alias.chat()))
                .filter(Objects::nonNull);
    }
}
