package dev.vigia.plugins.office;

import dev.vigia.api.ChatEvent;
import java.time.Instant;

/** When came what an event tells of. */
public final class Arrival {
    private Arrival() {}

    /**
     * When the chat's last message came, or when the event was observed if that was before, or if nobody knows. What comes while the
     * agent is switched off, or before the phone is paired, is observed long after.
     */
    public static Instant of(ChatEvent event) {
        Instant observed = event.meta().time();
        return event.latest()
                .lastMessageAt()
                .filter(at -> at.isBefore(observed))
                .orElse(observed);
    }
}
