package dev.vigia.agent.store;

/**
 * An action that is being sent: whoever claimed it must record what became of it.
 *
 * @param target whom the gateway is to address
 * @param resend whether to send it again where it is not known whether it was sent
 * @param attempts how many there were, this one included
 */
public record ClaimedAction(
        String id,
        String account,
        String instance,
        String chat,
        String target,
        String kind,
        String text,
        int delaySeconds,
        int typingSeconds,
        boolean resend,
        int attempts) {}
