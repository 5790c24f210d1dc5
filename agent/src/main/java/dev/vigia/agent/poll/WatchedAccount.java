package dev.vigia.agent.poll;

import dev.vigia.agent.account.Account;

/** An account and how often to look at it. */
public record WatchedAccount(Account account, PollSettings poll) {}
