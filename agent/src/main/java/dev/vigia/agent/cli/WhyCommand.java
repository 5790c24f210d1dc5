package dev.vigia.agent.cli;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.config.LocalConfig;
import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.EventHistory;
import dev.vigia.agent.store.KnownChat;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia why}: what became of the events of a chat. */
@Command(
        name = "why",
        description = {
            "Tells of each event of a chat, newest last, what every plugin instance did with it, and what came of that.",
            "Works beside a running agent and without one."
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "CHAT", description = "The chat's id, phone, lid, or its name or a part of it.")
    private String chat = "";

    @Option(names = "--account", paramLabel = "NAME", description = "Only in this account.")
    private @Nullable String only;

    @Option(names = "--event", paramLabel = "N", description = "Only the event of this number.")
    private @Nullable Long sequence;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Only later events: since " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(
            names = "--last",
            paramLabel = "N",
            converter = Newest.class,
            description = "Only the newest N events of the chat.")
    private @Nullable Integer last;

    @Option(names = "--json", description = "One JSON object a line and event, the event in it as the journal has it.")
    private boolean json;

    @Override
    public Integer call() throws StoreException, Refusal {
        PrintWriter out = Output.of(spec, json);
        LocalConfig local = config.loadLocal();
        boolean agentRuns = Store.isHeld(local.store());
        int events = 0;
        try (Store store = Store.openToRead(local.store())) {
            for (KnownChat found : ChatChoice.of(chat, AccountChoice.of(only, store, spec), store)) {
                List<EventHistory> histories = newest(store.history().of(found, EventFilter.of(since, sequence)));
                Set<String> configured = local.instancesOf(found.account());
                events += histories.size();
                if (json) {
                    histories.forEach(history -> out.println(HistoryText.json(history, configured)));
                } else {
                    print(found, histories, configured, store, agentRuns, out);
                }
            }
        }
        out.flush();
        if (events == 0 && sequence != null) {
            throw Refusal.failed("Of this chat no event " + sequence + " is kept: vigia events --chat CHAT");
        }
        return 0;
    }

    private List<EventHistory> newest(List<EventHistory> all) {
        return last == null ? all : all.subList(Math.max(0, all.size() - last), all.size());
    }

    private static void print(
            KnownChat chat,
            List<EventHistory> histories,
            Set<String> configured,
            Store store,
            boolean agentRuns,
            PrintWriter out)
            throws StoreException {
        out.println(ChatChoice.words(chat));
        if (!agentRuns) {
            out.println("No agent is running: nothing is looked at and nothing is delivered until it does (vigia run)");
        }
        Health health = store.accounts().load(chat.account()).health();
        if (health.isDisconnected()) {
            out.println("The phone of the account is not connected: its chats are not looked at until it is");
        } else if (health.failing() != null) {
            out.println("The account cannot be watched since "
                    + Local.time(health.failing().since()) + ": "
                    + health.failing().reason());
        }
        if (histories.isEmpty()) {
            out.println("No such event of this chat is kept");
        }
        Instant now = Instant.now();
        for (EventHistory history : histories) {
            out.println();
            out.println(EventLine.of(history.event()));
            HistoryText.lines(history, configured, agentRuns, now).forEach(line -> out.println("    " + line));
        }
        out.println();
    }
}
