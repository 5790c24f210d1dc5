package dev.vigia.agent.simulator;

import java.time.Instant;

/**
 * A POST that reached the simulator and passed its checks, whatever it was answered.
 *
 * @param phone the chat it is for
 * @param text the message, the action, or the note
 * @param body the JSON as it came
 */
public record Post(Call call, String phone, String text, String body, Instant at) {}
