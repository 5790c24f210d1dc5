package dev.vigia.agent.store;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Snapshot;

/**
 * What the store knows of an account.
 *
 * @param revision rises with each commit; a commit must build on the latest
 * @param baselined whether the first look is complete
 */
public record AccountState(String account, long revision, boolean baselined, Health health, Snapshot snapshot) {}
