package dev.vigia.agent.cli;

import dev.vigia.agent.store.Erasure.Erased;
import dev.vigia.agent.store.KnownChat;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia forget}: erases a person. */
@Command(
        name = "forget",
        description = {
            "Erases all that the agent stores of a chat: what it knows of it, its events, what became of them, what plugins"
                    + " remember of it, and what was sent to it. Best done with the agent stopped.",
            "Delete the chat on the phone first: one that is still there is seen again, as a new chat.",
            "Not touched: files that plugins wrote, such as the journal; what plugins remember without naming a chat;"
                    + " logs, backups, the phone, and Z-API."
        },
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("chat", "chats"),
            Map.entry("chat_alias", "phones and lids"),
            Map.entry("event", "events"),
            Map.entry("delivery", "notes of what plugins did with them"),
            Map.entry("failed_attempt", "failed attempts"),
            Map.entry("dead_letter", "dead letters"),
            Map.entry("replay", "replays to come"),
            Map.entry("parked", "marks that it waits"),
            Map.entry("postponed", "postponed events"),
            Map.entry("plugin_state", "values that plugins remember"),
            Map.entry("once_slot", "slots taken"),
            Map.entry("action", "actions"));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            paramLabel = "CHAT",
            arity = "0..1",
            description = "The chat's id, phone, lid, or its name or a part of it.")
    private @Nullable String chat;

    @Option(names = "--account", paramLabel = "NAME", description = "Only in this account.")
    private @Nullable String only;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--rewrite",
            description =
                    "Erase no chat, but write the database's files anew, so that nothing that was erased is left in them.")
    private boolean rewrite;

    @Override
    public Integer call() throws StoreException, Refusal {
        if (rewrite == (chat != null)) {
            throw new ParameterException(
                    spec.commandLine(), "Say which CHAT to erase" + (rewrite ? ", or --rewrite, not both" : ""));
        }
        StoreSettings settings = config.loadLocal().store();
        return chat == null ? rewrite(settings) : erase(chat, settings);
    }

    private int rewrite(StoreSettings settings) throws StoreException, Refusal {
        try (Store store = Store.openToChange(settings)) {
            if (!store.erasure().overwrite()) {
                throw Refusal.failed("The database's files could not be written anew, because "
                        + (store.isBesideAgent()
                                ? "they are in use. Stop the agent and try again"
                                : "something is in the way: another program that uses them, or a full disk"));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The database's files are written anew; nothing that was erased is left in them");
        out.flush();
        return 0;
    }

    private int erase(String meant, StoreSettings settings) throws StoreException, Refusal {
        PrintWriter out = spec.commandLine().getOut();
        List<KnownChat> chats;
        // The store is not held while somebody thinks about the answer.
        try (Store store = Store.openToRead(settings)) {
            chats = ChatChoice.of(meant, AccountChoice.of(only, store, spec), store);
            out.println("To be erased:");
            chats.forEach(each -> out.println("  " + ChatChoice.words(each)));
            out.println("  " + words(store.erasure().count(chats)));
            out.println("This cannot be undone. If the chat is still on the phone, it will be seen again as a new one:"
                    + " delete it there first");
            out.flush();
        }
        if (!yes && !confirmed()) {
            out.println("Nothing was erased");
            out.flush();
            return Complaint.FAILED;
        }
        try (Store store = Store.openToChange(settings)) {
            tell(store.erasure().erase(chats), store.isBesideAgent(), out);
        }
        out.flush();
        return 0;
    }

    private boolean confirmed() {
        return Terminal.answers("Type yes to erase it:", "yes")
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no terminal to ask at: say --yes if you mean it. Nothing was erased"));
    }

    private static void tell(Erased erased, boolean besideAgent, PrintWriter out) {
        out.println("Erased: " + words(erased.rows()));
        if (!erased.overwritten()) {
            out.println(
                    "Its text may still stand in unused parts of the database's files, which could not be written anew."
                            + " Stop the agent, then: vigia forget --rewrite");
        }
        if (besideAgent) {
            out.println(
                    "The agent is running: what a plugin does at this moment with an event of the chat may be stored"
                            + " after this. Repeat the command in a minute; it is well when it finds no such chat");
        }
        out.println("Not touched: files that plugins wrote, such as the journal; what plugins remember without naming a"
                + " chat; logs and backups; the phone's own list, and Z-API");
    }

    private static String words(Map<String, Integer> rows) {
        return rows.isEmpty()
                ? "nothing is stored"
                : rows.entrySet().stream()
                        .map(table -> WORDS.getOrDefault(table.getKey(), table.getKey()) + " " + table.getValue())
                        .collect(Collectors.joining(", "));
    }
}
