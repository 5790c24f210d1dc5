package dev.vigia.testkit;

import dev.vigia.api.ActionOptions;
import dev.vigia.calls.ActionRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that the plugin asked to be done on WhatsApp, and that was stored with the ack of its event.
 *
 * @param id what the plugin got as the action's id
 * @param account the account to do it on
 * @param kind {@code send-text}, {@code mark-read}, {@code archive} and so on, as {@link dev.vigia.api.Action#kind} tells
 * @param chatId the id of the chat that it is for
 * @param target whom the gateway would be told: the chat's phone, its lid, or its id
 * @param text the message or the note; empty where there is none
 * @param options how it is to be sent
 * @param at when the plugin asked for it
 * @since 0.1
 */
public record Sent(
        String id,
        String account,
        String kind,
        String chatId,
        String target,
        String text,
        ActionOptions options,
        Instant at) {
    static Sent of(ActionRequest request, Account account, Instant now) {
        ActionOptions options = ActionOptions.usual()
                .within(Duration.between(now, request.notAfter()))
                .delayed(Duration.ofSeconds(request.delaySeconds()))
                .typing(Duration.ofSeconds(request.typingSeconds()));
        return new Sent(
                request.id(),
                account.name(),
                request.kind(),
                account.chatKnownAs(request.chat()),
                request.target(),
                request.text(),
                request.resend() ? options.resend() : options,
                now);
    }

    /** On one line, for messages of tests: {@code send-text to 5511990000001: hi}. */
    @Override
    public String toString() {
        return kind + " to " + chatId + (text.isEmpty() ? "" : ": " + text);
    }
}
