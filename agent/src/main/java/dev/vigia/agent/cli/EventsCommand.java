package dev.vigia.agent.cli;

import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.KeptEvent;
import dev.vigia.agent.store.KnownChat;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigia events}: the events that are kept. */
@Command(
        name = "events",
        description = "Lists the events that are kept, oldest first. Works beside a running agent and without one.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 500;
    private static final int MOST_FAILURES = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--follow", description = "Go on with events to come, until interrupted.")
    private boolean follow;

    @Option(names = "--account", paramLabel = "NAME", description = "Only the events of this account.")
    private @Nullable String only;

    @Option(
            names = "--chat",
            paramLabel = "CHAT",
            description = "Only the events of this chat: its id, phone, lid, or its name or a part of it.")
    private @Nullable String chat;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only events such as chat.new-unread.")
    private @Nullable String type;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Only later ones: since " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(names = "--last", paramLabel = "N", converter = Newest.class, description = "Only the newest N of them.")
    private @Nullable Integer last;

    @Option(names = "--json", description = "One line of CloudEvents JSON an event, as the journal has it.")
    private boolean json;

    @Override
    public Integer call() throws StoreException, Refusal {
        PrintWriter out = Output.of(spec, json);
        String wanted = EventTypes.of(type, spec);
        try (Store store = Store.openToRead(config.loadLocal().store())) {
            Map<String, List<String>> chats = chats(store);
            EventsInOrder events = new EventsInOrder(store.kept());
            if (last != null) {
                events.skipAllBut(last, filters(store, chats, wanted));
            }
            int failures = 0;
            do {
                try {
                    if (!events.handOn(filters(store, chats, wanted), event -> print(event, out))) {
                        return 0;
                    }
                    failures = 0;
                } catch (StoreException e) {
                    // An agent that starts or stops at this very moment changes the file under a reader's eyes.
                    if (!follow || ++failures == MOST_FAILURES) {
                        throw e;
                    }
                }
                if (Output.isClosed(out)) {
                    return 0;
                }
            } while (follow && pause());
        }
        return 0;
    }

    /** The ids of the chats that are wanted, by account; empty if all are. */
    private Map<String, List<String>> chats(Store store) throws StoreException, Refusal {
        Map<String, List<String>> ids = new TreeMap<>();
        List<String> accounts = AccountChoice.of(only, store, spec);
        if (chat != null) {
            for (KnownChat found : ChatChoice.of(chat, accounts, store)) {
                ids.computeIfAbsent(found.account(), account -> new ArrayList<>())
                        .addAll(found.ids());
            }
        }
        return ids;
    }

    /** Asked for anew each time, for an agent that starts may bring new accounts. */
    private Map<String, EventFilter> filters(Store store, Map<String, List<String>> chats, @Nullable String wanted)
            throws StoreException {
        Map<String, EventFilter> filters = new TreeMap<>();
        for (String account : AccountChoice.of(only, store, spec)) {
            if (chats.isEmpty() || chats.containsKey(account)) {
                filters.put(account, new EventFilter(chats.get(account), wanted, since, null, null));
            }
        }
        return filters;
    }

    private boolean print(KeptEvent event, PrintWriter out) {
        out.println(json ? EventLine.json(event) : EventLine.of(event));
        return !follow || !Output.isClosed(out);
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
