package dev.vigia.agent.zapi;

/**
 * Whether an account's phone is connected to WhatsApp.
 *
 * @param detail the gateway's own words, without secrets and cut short; may be empty
 */
public record PhoneStatus(boolean connected, String detail) {}
