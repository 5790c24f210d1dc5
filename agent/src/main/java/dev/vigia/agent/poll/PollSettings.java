package dev.vigia.agent.poll;

import dev.vigia.agent.sweep.MassGuardSettings;
import dev.vigia.agent.sweep.RemovalSettings;
import java.time.Duration;

/**
 * How often to look at an account, and what to believe.
 *
 * @param interval from one poll to the next
 * @param sweepEvery at the latest, all pages are read
 * @param pageSize how many chats to ask for in one request
 */
public record PollSettings(
        Duration interval, Duration sweepEvery, int pageSize, RemovalSettings removal, MassGuardSettings massGuard) {}
