package dev.vigia.agent.config;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.poll.PollSettings;

/** An account, and how often to look at it. */
public record WatchedAccount(Account account, PollSettings poll) {}
