package dev.vigia.calls;

import dev.vigia.api.Chat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plugin's call asked for: stored together with the ack of its event, or not at all. */
public record Effects(
        List<StateChange> state,
        List<Slot> slots,
        List<ActionRequest> actions,
        List<NoticeGiven> notices,
        List<Postponement> postponements) {
    public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), List.of(), List.of());

    public Effects {
        state = List.copyOf(state);
        slots = List.copyOf(slots);
        actions = List.copyOf(actions);
        notices = List.copyOf(notices);
        postponements = List.copyOf(postponements);
    }

    /**
     * A value that a plugin remembers.
     *
     * @param chat the id of the chat it concerns, or {@code ""}
     * @param value null to forget it
     * @param expires null for never
     */
    public record StateChange(
            String chat,
            String name,
            @Nullable String value,
            @Nullable Instant expires) {}

    /** The right to do something once, until it ends. */
    public record Slot(String route, String name, String chat, Instant taken, Instant ends) {}

    /**
     * What the plugin has to tell others.
     *
     * @param chat null if it is about the account
     */
    public record NoticeGiven(@Nullable Chat chat, String kind, String text) {}

    /** An event that a route wants to get when the chat has been quiet until it is due; in place of the one before. */
    public record Postponement(String route, String chat, long sequence, Instant due, boolean replay) {}

    public boolean isEmpty() {
        return equals(NONE);
    }
}
