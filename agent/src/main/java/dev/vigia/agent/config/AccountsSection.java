package dev.vigia.agent.config;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.poll.PollSettings;
import dev.vigia.agent.poll.WatchedAccount;
import dev.vigia.api.Secret;
import dev.vigia.settings.Section;
import dev.vigia.settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the accounts. */
final class AccountsSection {
    private AccountsSection() {}

    static List<WatchedAccount> read(Section section, PollSettings usual) {
        List<WatchedAccount> accounts = new ArrayList<>();
        Map<String, Setting> instances = new HashMap<>();
        List<Setting> all = section.all();
        if (all.isEmpty()) {
            section.report(
                    "is empty, so there is nothing to watch; add an account, with the values that Z-API shows for"
                            + " your instance: accounts { sales { instance = \"…\", token = \"…\", client-token = \"…\" } }");
        }
        for (Setting named : all) {
            Names.check(named);
            named.section().ifPresent(account -> accounts.add(read(named.key(), account, usual, instances)));
        }
        return accounts;
    }

    private static WatchedAccount read(
            String name, Section section, PollSettings usual, Map<String, Setting> instances) {
        Optional<Setting> instance = section.require("instance");
        Optional<String> id = instance.flatMap(AccountSecret::plain);
        id.ifPresent(text -> checkUnique(text, instance.get(), instances));
        Optional<Secret> token = AccountSecret.read(section, "token");
        if (section.find("token").isEmpty() && section.find("token-file").isEmpty()) {
            section.report(
                    "token", "is missing; add token = \"…\", or token-file with the path of a file that holds it");
        }
        Optional<Secret> clientToken = AccountSecret.read(section, "client-token");
        PollSettings poll = PollSection.over(section.section("poll"), usual);
        section.finish();
        Account account =
                new Account(name, id.orElse(""), token.orElseGet(() -> Secret.of("")), clientToken.orElse(null));
        return new WatchedAccount(account, poll);
    }

    private static void checkUnique(String id, Setting instance, Map<String, Setting> instances) {
        Setting other = instances.putIfAbsent(id.toLowerCase(Locale.ROOT), instance);
        if (other != null) {
            instance.wrong("is the same instance as " + other.name() + " (" + other.place()
                    + "); an instance can be watched once only, remove one of the two accounts");
        }
    }
}
