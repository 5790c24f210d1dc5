package dev.vigia.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.event.Meta;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.NewUnread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any look at any chats. {@code -Dvigia.seeds=N} tries more of them. */
class LookPropertiesTest {
    private static final Instant AT = Instant.parse("2026-01-15T12:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("vigia.seeds", 500));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lookingTwiceAtTheSameTellsNothing(long seed) {
        List<ChatSeen> page = page(new Random(seed));
        Snapshot known = after(Snapshot.EMPTY, page);

        Look.Outcome outcome = look(known, page);

        assertThat(outcome.facts()).isEmpty();
        assertThat(outcome.changed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEventsOfEachChatLeadFromWhatWasKnownToWhatIsKnown(long seed) {
        Random random = new Random(seed);
        Snapshot known = after(Snapshot.EMPTY, page(random));
        List<ChatSeen> page = page(random);

        Look.Outcome outcome = look(known, page);

        Snapshot now = after(known, outcome);
        for (ChatEvent event : events(outcome)) {
            String id = event.latest().id();
            assertThat(event.chat()).isEqualTo(asChat(now, id));
            boolean firstUnread = event instanceof NewUnread && known.chat(id) == null;
            if (!firstUnread) {
                assertThat(event.before()).isEqualTo(asChat(known, id));
            }
        }
        assertThat(valuesThatNoEventTells(known, outcome)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsUnknownNeverMakesAnEvent(long seed) {
        Random random = new Random(seed);
        List<ChatSeen> page = page(random);
        Snapshot known = after(Snapshot.EMPTY, page);
        List<ChatSeen> forgetful =
                page.stream().map(seen -> forget(seen, random)).toList();

        assertThat(look(known, forgetful).facts()).isEmpty();
        assertThat(look(known, forgetful).changed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfEventsDependsOnNothingButWhatWasSeen(long seed) {
        Random random = new Random(seed);
        Snapshot known = after(Snapshot.EMPTY, page(random));
        List<ChatSeen> page = page(random);

        assertThat(events(look(known, page))).isEqualTo(events(look(known, page)));
    }

    /** Chats of which a known value changed although no event says so: there must be none. */
    private static List<String> valuesThatNoEventTells(Snapshot known, Look.Outcome outcome) {
        Map<String, List<ChatEvent>> told = new HashMap<>();
        events(outcome)
                .forEach(event -> told.computeIfAbsent(event.latest().id(), id -> new ArrayList<>())
                        .add(event));
        List<String> silent = new ArrayList<>();
        for (ChatState chat : outcome.changed()) {
            ChatState before = known.chat(chat.id());
            boolean valueChanged = before == null || !learnt(before, chat).equals(chat);
            if (valueChanged && !told.containsKey(chat.id())) {
                silent.add(chat.id());
            }
        }
        return silent;
    }

    /** What was known, completed by what is known now but was not then. */
    private static ChatState learnt(ChatState before, ChatState now) {
        return new ChatState(
                before.id(),
                before.phone() == null ? now.phone() : before.phone(),
                before.lid() == null ? now.lid() : before.lid(),
                now.kind(),
                before.name() == null ? now.name() : before.name(),
                before.unread() == null ? now.unread() : before.unread(),
                before.lastMessageAt() == null ? now.lastMessageAt() : before.lastMessageAt(),
                before.muted() == null ? now.muted() : before.muted(),
                before.mutedUntil() == null || !before.isMuted() ? now.mutedUntil() : before.mutedUntil(),
                before.spam() == null ? now.spam() : before.spam(),
                before.archived() == null ? now.archived() : before.archived(),
                before.pinned() == null ? now.pinned() : before.pinned(),
                before.announcement() == null ? now.announcement() : before.announcement(),
                before.photo() == null ? now.photo() : before.photo(),
                before.note() == null ? now.note() : before.note());
    }

    private static ChatSeen forget(ChatSeen seen, Random random) {
        return new ChatSeen(
                seen.phone(),
                seen.lid(),
                seen.kind(),
                seen.name(), // Names tell chats of one phone apart; without them an entry says nothing at all.
                random.nextBoolean() ? null : seen.unread(),
                random.nextBoolean() ? null : seen.lastMessageAt(),
                random.nextBoolean() ? null : seen.muted(),
                random.nextBoolean() ? null : seen.muteEnd(),
                random.nextBoolean() ? null : seen.spam(),
                random.nextBoolean() ? null : seen.archived(),
                random.nextBoolean() ? null : seen.pinned(),
                random.nextBoolean() ? null : seen.announcement(),
                random.nextBoolean() ? null : seen.photo(),
                random.nextBoolean() ? null : seen.note());
    }

    private static List<ChatSeen> page(Random random) {
        List<ChatSeen> page = new ArrayList<>();
        int chats = random.nextInt(8);
        for (int i = 0; i < chats; i++) {
            Seen seen = Seen.phone("551199000000" + i);
            if (random.nextInt(3) == 0) {
                seen = seen.withLid(i + "@lid");
            }
            if (random.nextInt(4) > 0) {
                seen = seen.name(random.nextBoolean() ? "Ana" : "Bia");
            }
            if (random.nextInt(4) > 0) {
                seen = seen.unread(random.nextInt(4) - 1);
            }
            if (random.nextInt(4) > 0) {
                seen = seen.lastMessageAt(random.nextInt(3) * 1000L);
            }
            if (random.nextInt(4) > 0) {
                seen = seen.muted(random.nextBoolean(), muteEnd(random));
            }
            if (random.nextInt(4) > 0) {
                seen = seen.spam(random.nextBoolean()).archived(random.nextBoolean());
            }
            if (random.nextInt(4) > 0) {
                seen = seen.pinned(random.nextBoolean()).announcement(random.nextBoolean());
            }
            if (random.nextInt(4) > 0) {
                seen = seen.photo("/v/" + random.nextInt(2)).note("n" + random.nextInt(2));
            }
            page.add(seen.chat());
        }
        return page;
    }

    private static @Nullable Long muteEnd(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> ChatState.FOREVER;
            case 2 -> AT.plusSeconds(60).toEpochMilli();
            default -> AT.minusSeconds(60).toEpochMilli();
        };
    }

    private static @Nullable Chat asChat(Snapshot snapshot, String id) {
        ChatState chat = snapshot.chat(id);
        return chat == null ? null : chat.asChat();
    }

    private static Snapshot after(Snapshot known, List<ChatSeen> page) {
        return after(known, look(known, page));
    }

    private static Snapshot after(Snapshot known, Look.Outcome outcome) {
        return known.with(outcome.changed(), outcome.named(), outcome.gone());
    }

    private static Look.Outcome look(Snapshot known, List<ChatSeen> page) {
        Look look = new Look(known, AT);
        look.see(page);
        return look.outcome();
    }

    private static List<ChatEvent> events(Look.Outcome outcome) {
        List<ChatEvent> events = new ArrayList<>();
        for (Fact fact : outcome.facts()) {
            Event event = fact.toEvent(new Meta("id", "sales", 1, AT));
            events.add((ChatEvent) event);
        }
        return events;
    }
}
