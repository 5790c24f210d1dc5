package dev.vigia.agent.action;

/**
 * What plugins may do to WhatsApp, all of them together.
 *
 * @param dryRun say what would be sent, and send nothing
 */
public record ActionSettings(int perChatPerHour, int perAccountPerMinute, boolean dryRun) {}
