package dev.vigia.agent.config;

import dev.vigia.settings.Setting;

/** Checks the names that operators give: they become keys of the store, labels of metrics and parts of messages. */
final class Names {
    private Names() {}

    static void check(Setting named) {
        if (!named.key().matches("[A-Za-z0-9_-]{1,64}")) {
            named.wrong("has a name that cannot be used; take letters, digits, '-' and '_', at most 64");
        }
    }
}
