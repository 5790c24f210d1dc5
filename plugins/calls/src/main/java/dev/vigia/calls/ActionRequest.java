package dev.vigia.calls;

import java.time.Instant;

/**
 * Something that a plugin wants to have done on WhatsApp.
 *
 * @param onceKey the same whenever the same call for the same event asks for it, so that it is done once
 * @param chat the id of the chat it is for, as events name it
 * @param target whom the gateway is to address: a phone, a lid, or the id of a group
 * @param kind {@code send-text}, {@code mark-read} …
 * @param text the message or the note; empty where there is none
 * @param resend whether to send it again where it is not known whether it was sent
 * @param notAfter when it is no longer worth sending
 */
public record ActionRequest(
        String id,
        String onceKey,
        String chat,
        String target,
        String kind,
        String text,
        int delaySeconds,
        int typingSeconds,
        boolean resend,
        Instant notAfter) {}
