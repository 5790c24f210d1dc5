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
        int attempts) {
    /** Of what must not reach WhatsApp otherwise than it was asked for. */
    static long checksum(String account, String id, String target, String kind, String text) {
        return Checksum.of(account, id, target, kind, text);
    }

    long checksum() {
        return checksum(account, id, target, kind, text);
    }
}
