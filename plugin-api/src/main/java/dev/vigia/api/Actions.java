package dev.vigia.api;

/**
 * What a plugin can have done on WhatsApp. Implemented by the agent and the test kit only.
 *
 * <p>Nothing is sent during the call: what is asked for here is stored together with the ack of the event, or not at all if the call
 * fails, and is then sent, for each chat in the order of asking, within the limits that the operator set for all plugins together.
 * A redelivered event cannot have the same thing done twice. Every method returns the id of the action; what became of it is told by an
 * {@link ActionDone}, {@link ActionFailed} or {@link ActionInDoubt} with the same {@link Action#id()}.
 *
 * <p>What could not be sent within an hour fails, so that a phone that was offline does not answer yesterday's chats;
 * {@link ActionOptions#within} sets another time. Valid during the call, on its thread. Every method throws
 * {@link IllegalArgumentException} for a text that is empty, and for a phone that is none.
 *
 * @see Context#actions()
 * @since 0.1
 */
public interface Actions {
    /** Sends a text to a chat. */
    default String sendText(Chat chat, String text) {
        return sendText(chat, text, ActionOptions.usual());
    }

    /** Sends a text to a chat. */
    String sendText(Chat chat, String text, ActionOptions options);

    /**
     * Sends a text to a phone, which need not be a chat of the account yet.
     *
     * @param phone the number in digits with its country code, or the id of a group
     */
    default String sendText(String phone, String text) {
        return sendText(phone, text, ActionOptions.usual());
    }

    /**
     * Sends a text to a phone, which need not be a chat of the account yet.
     *
     * @param phone the number in digits with its country code, or the id of a group
     */
    String sendText(String phone, String text, ActionOptions options);

    /** Marks a chat as read. Its writer may then see that it was read. */
    String markRead(Chat chat);

    /** Marks a chat as unread. */
    String markUnread(Chat chat);

    /** Mutes a chat without end. */
    String mute(Chat chat);

    /** Ends a chat's mute. */
    String unmute(Chat chat);

    /** Archives a chat. */
    String archive(Chat chat);

    /** Takes a chat out of the archive. */
    String unarchive(Chat chat);

    /** Pins a chat to the top of the list. */
    String pin(Chat chat);

    /** Unpins a chat. */
    String unpin(Chat chat);

    /** Writes a note to a chat, in place of the one before (WhatsApp Business). */
    String addNote(Chat chat, String text);
}
