package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An account's chats as its baseline and its events tell them, checked event by event: each begins where the one before ended. */
final class Fold {
    private final Look baseline;
    private final Map<String, String> chats = new TreeMap<>();
    private final Map<String, Told> told = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private long sequence;

    /** What the last event told of a chat. */
    private record Told(Instant at, String before, String after) {}

    Fold(Look baseline) {
        this.baseline = baseline;
    }

    long sequence() {
        return sequence;
    }

    void takeAll(EventLog log, String account) throws StoreException {
        List<Event> next = TestStore.events(log.after(account, sequence, 1000));
        while (!next.isEmpty()) {
            next.forEach(this::take);
            next = TestStore.events(log.after(account, sequence, 1000));
        }
    }

    private void take(Event event) {
        EventMeta meta = event.meta();
        assertThat(meta.sequence()).isEqualTo(++sequence);
        assertThat(ids.add(meta.id())).as("%s is told once", meta.id()).isTrue();
        if (event instanceof AccountBaselined) {
            assertThat(meta.sequence()).isEqualTo(1);
            chats.putAll(texts(baseline.chats()));
        } else if (event instanceof ChatAdded added) {
            assertThat(chats.put(added.chat().id(), added.chat().toJson())).isNull();
        } else if (event instanceof ChatEvent change) {
            change(meta, change);
        }
    }

    private void change(EventMeta meta, ChatEvent change) {
        Chat before = change.before();
        Chat after = change.chat();
        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        if (before == null || after == null) {
            return;
        }
        Told last = told.get(after.id());
        // All events that one look makes of one chat tell the same change.
        if (last == null || !last.equals(new Told(meta.time(), before.toJson(), after.toJson()))) {
            assertNext(meta, before, after.id());
        }
        told.put(after.id(), new Told(meta.time(), before.toJson(), after.toJson()));
        chats.put(after.id(), after.toJson());
    }

    private void assertNext(EventMeta meta, Chat before, String id) {
        boolean unreadOnAppearing = !told.containsKey(id) && before.unread() == 0;
        if (!unreadOnAppearing) {
            assertThat(before.toJson()).as("event %d", meta.sequence()).isEqualTo(chats.get(id));
        }
    }

    void assertSame(Collection<ChatState> snapshot) {
        assertThat(texts(snapshot)).isEqualTo(chats);
    }

    private static Map<String, String> texts(Collection<ChatState> chats) {
        return new TreeMap<>(chats.stream()
                .collect(Collectors.toMap(ChatState::id, chat -> chat.asChat().toJson())));
    }
}
