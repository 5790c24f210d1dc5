package dev.vigia.testkit;

import dev.vigia.api.Action;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.EventMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Tells the plugin what became of what it asked for, once for each action. */
final class Fates {
    private final String instance;
    private final Lane lane;
    private final Set<String> told = new HashSet<>();

    Fates(String instance, Lane lane) {
        this.instance = instance;
        this.lane = lane;
    }

    /** @param failure null if it was done */
    <E extends ActionEvent> E tell(
            BiFunction<EventMeta, Action, E> record, Sent sent, TestMeta meta, @Nullable String failure) {
        lane.checkMayWork();
        if (!lane.sent().contains(sent)) {
            throw new IllegalArgumentException("the plugin did not ask for this action: " + sent);
        }
        if (!told.add(sent.id())) {
            throw new IllegalStateException("what became of this action was told before: " + sent);
        }
        boolean hasMessage = failure == null && sent.kind().equals("send-text");
        Action fate = new TestAction(
                sent.id(),
                sent.kind(),
                instance,
                sent.chatId(),
                hasMessage ? Optional.of("message-of-" + sent.id()) : Optional.empty(),
                Optional.ofNullable(failure));
        E event = record.apply(meta, fate);
        lane.deliver(List.of(event));
        return event;
    }
}
