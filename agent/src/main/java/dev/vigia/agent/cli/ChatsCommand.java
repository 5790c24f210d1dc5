package dev.vigia.agent.cli;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Chat;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigia chats}: what the agent knows of all chats. */
@Command(
        name = "chats",
        description =
                "Lists the chats as the agent knows them, newest first. Works beside a running agent and without one.",
        mixinStandardHelpOptions = true)
final class ChatsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--account", paramLabel = "NAME", description = "Only the chats of this account.")
    private @Nullable String only;

    @Option(
            names = "--json",
            description = "One JSON object a line: {\"account\":…,\"chat\":{…}}, the chat as in events.")
    private boolean json;

    @Override
    public Integer call() throws StoreException {
        PrintWriter out = Output.of(spec, json);
        try (Store store = Store.openToRead(config.loadLocal().store())) {
            List<AccountState> accounts = accounts(store);
            if (json) {
                accounts.forEach(account -> chats(account)
                        .forEach(chat -> out.println(
                                "{\"account\":\"" + account.account() + "\",\"chat\":" + chat.toJson() + "}")));
            } else {
                accounts.forEach(account -> print(account, out));
            }
        }
        out.flush();
        return 0;
    }

    private List<AccountState> accounts(Store store) throws StoreException {
        List<AccountState> accounts = new ArrayList<>();
        for (String name : AccountChoice.of(only, store, spec)) {
            accounts.add(store.accounts().load(name));
        }
        return accounts;
    }

    private static List<Chat> chats(AccountState account) {
        return account.snapshot().chats().stream()
                .sorted(Comparator.comparing(
                                (ChatState chat) -> chat.lastMessageAt() == null ? 0 : chat.lastMessageAt())
                        .reversed()
                        .thenComparing(ChatState::id))
                .map(ChatState::asChat)
                .toList();
    }

    private static void print(AccountState account, PrintWriter out) {
        List<Chat> chats = chats(account);
        out.printf("%s: %d %s%n", account.account(), chats.size(), chats.size() == 1 ? "chat" : "chats");
        new ChatTable(chats).print(out);
        out.println();
    }
}
