package dev.vigia.agent.poll;

/**
 * How an account is at this moment.
 *
 * @param state {@code watched}, {@code starting}, {@code disconnected}, {@code not-stored}, or why it cannot be watched
 * @param list how its list of chats is read, in words
 * @param flapping whether its chats go back and forth, so that changes are believed only at the second look
 * @param suspects how many chats are missing and not yet proven gone
 */
public record AccountHealth(String account, String state, String list, boolean flapping, int suspects) {}
