package dev.vigia.agent.chat;

/**
 * A phone or a lid by which a chat is or was known.
 *
 * @param name the phone or the lid
 * @param chat the chat's id
 * @param since epoch milliseconds of the look that told so first
 */
public record Alias(String name, String chat, long since) {}
