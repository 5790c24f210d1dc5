package dev.vigia.agent.action;

import dev.vigia.agent.store.SentAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How soon the operator's limits let something more be sent, counted from what was sent lately. */
final class Caps {
    static final Duration LONGEST_WINDOW = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ActionSettings settings;
    private final List<SentAction> sent;
    private final Instant now;

    /**
     * When there is room for one more.
     *
     * @param at now, if there is room; {@link Instant#MAX}, if there will never be
     * @param limit the setting that stands in the way most, as it is written in the configuration
     */
    record Room(Instant at, String limit) {}

    /** @param sent what was sent within the longest window, the earliest first */
    Caps(ActionSettings settings, List<SentAction> sent, Instant now) {
        this.settings = settings;
        this.sent = sent;
        this.now = now;
    }

    Room forChat(String chat) {
        List<Instant> toChat = sent.stream()
                .filter(each -> each.chat().equals(chat))
                .map(SentAction::at)
                .toList();
        List<Instant> toAll = sent.stream().map(SentAction::at).toList();
        Room ofChat = new Room(
                room(toChat, LONGEST_WINDOW, settings.perChatPerHour()),
                "actions.per-chat-per-hour = " + settings.perChatPerHour());
        Room ofAccount = new Room(
                room(toAll, MINUTE, settings.perAccountPerMinute()),
                "actions.per-account-per-minute = " + settings.perAccountPerMinute());
        return ofAccount.at().isAfter(ofChat.at()) ? ofAccount : ofChat;
    }

    private Instant room(List<Instant> times, Duration window, int most) {
        if (most == 0) {
            return Instant.MAX;
        }
        List<Instant> counting =
                times.stream().filter(at -> at.isAfter(now.minus(window))).toList();
        return counting.size() < most
                ? now
                : counting.get(counting.size() - most).plus(window);
    }
}
