package dev.vigia.agent.store;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import java.time.Instant;
import java.util.List;

/**
 * What one look changes: stored whole or not at all.
 *
 * @param chats the chats of which something new is known
 * @param facts what plugins are to hear, in order
 */
public record LookCommit(Instant at, boolean baselined, Health health, List<ChatState> chats, List<Fact> facts) {
    /** What the state becomes by this commit. */
    AccountState applyTo(AccountState state) {
        return new AccountState(
                state.account(),
                state.revision() + 1,
                state.baselined() || baselined,
                health,
                state.snapshot().with(chats));
    }
}
