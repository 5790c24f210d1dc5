package dev.vigia.api;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;

/**
 * What a handler, a condition or a job knows of the call it is in, and what it can ask for. Implemented by the agent and the test kit
 * only.
 *
 * <p>Valid during one call, on its thread. What is asked for through {@link #state()}, {@link #actions()} and {@link #notice} are the call's effects: they
 * are stored in one transaction with the ack of the event, so a call that fails leaves nothing behind. A condition may read the state
 * but has no effects: it gets an {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface Context {
    /** The time of this call. It stands still during the call; compare {@link EventMeta#time()}, when the event was observed. */
    Instant now();

    /** The name of the account in the configuration. */
    String account();

    /** Which attempt at this event, or at this run of a job, this is for this plugin instance: 1 for the first. */
    int attempt();

    /**
     * Whether the operator had the event delivered again, long after it came: by {@code vigia replay}, or out of the dead letters.
     * {@link #actions()} that the same route asked for at the first time are not done again; they are told from others by their order
     * within the call.
     */
    boolean isReplay();

    /**
     * A key for services that can recognise a repeated request: the same at every attempt at this event by this route, different for
     * every other event, route and plugin instance. For a job it is the same at every attempt at the same run.
     */
    String idempotencyKey();

    /** What the plugin instance remembers for this account. */
    State state();

    /**
     * What the plugin instance remembers of one chat of this account; apart from {@link #state()}. Whatever concerns a person belongs
     * here, because {@code vigia forget} erases it with the chat.
     */
    State state(Chat chat);

    /** What can be done on WhatsApp, on this account. */
    Actions actions();

    /**
     * Tells other plugins something, by a {@link PluginNotice} for this account: so a webhook can post it, or a journal keep it. Like the
     * other effects it is stored together with the ack, or not at all. A replay tells it once more.
     *
     * @param kind what kind of notice it is: letters, digits, {@code .} and {@code -}, 100 at most
     * @param text what there is to tell, for a person to read; not empty
     * @throws IllegalStateException while a notice is handled: notices that answer notices could go on for ever
     */
    void notice(String kind, String text);

    /** Tells other plugins something about a chat, as {@link #notice(String, String)} does. {@code vigia forget} erases it with the chat. */
    void notice(Chat chat, String kind, String text);

    /**
     * The account's chats as they are known now, in no particular order; none before the account's first look is complete. Reads all of
     * them at the first call, so it is for jobs rather than for every event.
     */
    List<Chat> chats();

    /** The instance's log. Lines written through it name the plugin instance, the account and the chat. */
    Logger log();
}
