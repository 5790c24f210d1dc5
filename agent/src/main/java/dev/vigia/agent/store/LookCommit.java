package dev.vigia.agent.store;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Alias;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one look changes: stored whole or not at all.
 *
 * @param chats the chats of which something new is known
 * @param named the names by which chats were not known before
 * @param gone the ids of chats that are no more
 * @param joined of those that turned out to be another, in the order of that, with the id of the other
 * @param facts what plugins are to hear, in order
 */
public record LookCommit(
        Instant at,
        boolean baselined,
        Health health,
        List<ChatState> chats,
        List<Alias> named,
        List<String> gone,
        Map<String, String> joined,
        List<Fact> facts) {

    /** A commit of what a look saw of the chats, and of other facts beside. */
    public static LookCommit of(Look.Outcome outcome, boolean baselined, Health health, List<Fact> facts) {
        return new LookCommit(
                outcome.at(),
                baselined,
                health,
                outcome.changed(),
                outcome.named(),
                outcome.gone(),
                outcome.joined(),
                facts);
    }

    /** A commit after which every chat is known by the names that it was known by. */
    public LookCommit(Instant at, boolean baselined, Health health, List<ChatState> chats, List<Fact> facts) {
        this(at, baselined, health, chats, List.of(), List.of(), Map.of(), facts);
    }

    /** What the state becomes by this commit. */
    AccountState applyTo(AccountState state) {
        return new AccountState(
                state.account(),
                state.revision() + 1,
                state.baselined() || baselined,
                health,
                state.snapshot().with(chats, named, gone));
    }
}
