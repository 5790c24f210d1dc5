package dev.vigia.agent.sweep;

import java.time.Duration;

/**
 * What it takes to believe that a chat is gone.
 *
 * @param confirmations in how many sweeps in a row it must be missing
 * @param minGap how far apart two of them must be
 */
public record RemovalSettings(int confirmations, Duration minGap) {}
