package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Notices an account whose chats go back and forth between two states, as they do when two servers that differ answer in turn. As long as
 * that lasts, a change is believed only when a second look shows the same. A message always brings a new time, so what people do is never
 * taken for going back, but for marks that are set and cleared by hand several times within minutes.
 */
public final class Flapping {
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int RETURNS_TO_NOTICE = 3;

    private record Left(ChatState state, long at) {}

    private final LongSupplier nanoTime;
    private final Map<String, Left> left = new HashMap<>();
    private final Map<String, ChatState> unconfirmed = new HashMap<>();
    private final Deque<Long> returns = new ArrayDeque<>();

    public Flapping(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public boolean isOn() {
        forgetOld();
        return returns.size() >= RETURNS_TO_NOTICE;
    }

    /** Takes out of a look what must be seen again before it is believed. */
    public void withholdUnconfirmed(Look look, Snapshot known) {
        boolean on = isOn();
        for (ChatState chat : List.copyOf(look.chats())) {
            ChatState before = known.chat(chat.id());
            if (before == null || before.equals(chat)) {
                unconfirmed.remove(chat.id());
                continue;
            }
            notice(chat, before);
            if (on && !chat.equals(unconfirmed.put(chat.id(), chat))) {
                look.withhold(chat.id());
            }
        }
    }

    private void notice(ChatState now, ChatState before) {
        long at = nanoTime.getAsLong();
        Left former = left.put(now.id(), new Left(before, at));
        if (former != null && former.state().equals(now)) {
            returns.addLast(at);
        }
    }

    private void forgetOld() {
        long oldest = nanoTime.getAsLong() - MEMORY.toNanos();
        while (!returns.isEmpty() && returns.getFirst() - oldest < 0) {
            returns.removeFirst();
        }
        left.values().removeIf(former -> former.at() - oldest < 0);
    }
}
