package dev.vigia.api;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;

/**
 * What a handler, a condition or a job knows of the call it is in, and what it can ask for. Implemented by the agent and the test kit
 * only.
 *
 * <p>Valid during one call, on its thread. What is asked for through {@link #state()} and {@link #actions()} are the call's effects: they
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
     * The account's chats as they are known now, in no particular order; none before the account's first look is complete. Reads all of
     * them at the first call, so it is for jobs rather than for every event.
     */
    List<Chat> chats();

    /** The instance's log. Lines written through it name the plugin instance, the account and the chat. */
    Logger log();
}
