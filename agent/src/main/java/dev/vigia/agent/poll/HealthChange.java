package dev.vigia.agent.poll;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Fact;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountRecovered;
import java.util.List;

/** What a look says about the account itself. Each change is told once, also across restarts. */
record HealthChange(Health health, List<Fact> facts) {
    /** The gateway says whether the phone is connected. That it is, is news only after it was not. */
    static HealthChange phone(Health before, boolean connected) {
        if (before.connected() != null && before.connected() == connected) {
            return new HealthChange(before, List.of());
        }
        Health after = before.withConnected(connected);
        if (!connected) {
            return new HealthChange(after, List.of(AccountDisconnected::new));
        }
        return new HealthChange(after, before.isDisconnected() ? List.of(AccountConnected::new) : List.of());
    }

    /** The chats could be read. */
    static HealthChange watched(Health before) {
        Health.Failing failing = before.failing();
        if (failing == null) {
            return new HealthChange(before, List.of());
        }
        return new HealthChange(
                before.withFailing(null),
                List.of(meta -> new AccountRecovered(meta, failing.reason(), failing.since())));
    }

    /** The chats could not be read, for long enough to tell. */
    static HealthChange failing(Health before, Health.Failing failing, String detail) {
        if (before.failing() != null) {
            return new HealthChange(before, List.of());
        }
        return new HealthChange(
                before.withFailing(failing), List.of(meta -> new AccountFailing(meta, failing.reason(), detail)));
    }
}
