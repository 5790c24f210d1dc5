package dev.vigia.agent.cli;

import dev.vigia.agent.store.EventFilter;
import dev.vigia.agent.store.KnownChat;
import dev.vigia.agent.store.Replays;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.settings.Nearest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia replay}: delivers events once more. */
@Command(
        name = "replay",
        description = {
            "Has events that a plugin instance is done with delivered to it once more, marked as a replay, dead letters included.",
            "A running agent does it at once, and this shows how far it is; otherwise the next one does."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--instance", paramLabel = "NAME", required = true, description = "The plugin instance.")
    private String instance = "";

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            required = true,
            converter = Moment.class,
            description = "From this time on: " + Moment.FORMS + ".")
    private Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Until before this time; without it, up to now.")
    private @Nullable Instant until;

    @Option(names = "--account", paramLabel = "NAME", description = "Only the events of this account.")
    private @Nullable String only;

    @Option(
            names = "--chat",
            paramLabel = "CHAT",
            description = "Only the events of this chat: its id, phone, lid, or its name or a part of it.")
    private @Nullable String chat;

    @Option(names = "--dry-run", description = "Only say how many events of each type it would be.")
    private boolean dryRun;

    @Override
    public Integer call() throws StoreException, Refusal {
        PrintWriter out = spec.commandLine().getOut();
        if (until != null && !until.isAfter(since)) {
            throw new ParameterException(spec.commandLine(), "--until must be later than --since");
        }
        StoreSettings settings = config.loadLocal().store();
        if (dryRun) {
            try (Store store = Store.openToRead(settings)) {
                tellTypes(store, filters(store), out);
            }
            out.flush();
            return 0;
        }
        Collection<String> accounts;
        boolean agentRuns;
        try (Store store = Store.openToChange(settings)) {
            Map<String, EventFilter> filters = filters(store);
            accounts = List.copyOf(filters.keySet());
            int added = 0;
            for (Map.Entry<String, EventFilter> account : filters.entrySet()) {
                added += store.replays().add(instance, account.getKey(), account.getValue(), Instant.now());
            }
            out.println(events(added) + " to be delivered to " + Printable.text(instance) + " once more");
            tellKept(store, accounts, out);
            agentRuns = store.isBesideAgent() && added > 0;
            if (added > 0 && !agentRuns) {
                out.println("No agent is running, so it is done at the next start: vigia run");
            }
        }
        if (agentRuns) {
            try (Store store = Store.openToRead(settings)) {
                showProgress(store, settings, accounts, out);
            }
        }
        out.flush();
        return 0;
    }

    /** Which events of which accounts are meant. */
    private Map<String, EventFilter> filters(Store store) throws StoreException, Refusal {
        Map<String, List<String>> instances = store.replays().instances();
        List<String> accounts = instances.get(instance);
        if (accounts == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no plugin instance '" + instance + "'" + Nearest.hint(instance, instances.keySet()));
        }
        if (only != null && !accounts.contains(only)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The plugin instance '" + instance + "' gets no events of an account '" + only + "'"
                            + Nearest.hint(only, accounts));
        }
        Map<String, EventFilter> filters = new TreeMap<>();
        if (chat == null) {
            (only == null ? accounts : List.of(only))
                    .forEach(account -> filters.put(account, EventFilter.between(since, until, null)));
            return filters;
        }
        Map<String, List<String>> ids = new TreeMap<>();
        for (KnownChat found : ChatChoice.of(chat, only == null ? accounts : List.of(only), store)) {
            ids.computeIfAbsent(found.account(), account -> new ArrayList<>()).addAll(found.ids());
        }
        ids.forEach((account, chats) -> filters.put(account, EventFilter.between(since, until, chats)));
        return filters;
    }

    private void tellTypes(Store store, Map<String, EventFilter> filters, PrintWriter out) throws StoreException {
        Map<String, Integer> types = new TreeMap<>();
        for (Map.Entry<String, EventFilter> account : filters.entrySet()) {
            store.replays()
                    .count(instance, account.getKey(), account.getValue())
                    .forEach((type, count) -> types.merge(type, count, Integer::sum));
        }
        int all = types.values().stream().mapToInt(Integer::intValue).sum();
        out.println(events(all) + " would be delivered to " + Printable.text(instance) + " once more");
        types.forEach((type, count) -> out.printf("  %7d  %s%n", count, Printable.text(type)));
        tellKept(store, filters.keySet(), out);
    }

    private static void tellKept(Store store, Collection<String> accounts, PrintWriter out) throws StoreException {
        for (String account : accounts) {
            out.println("Kept of " + Printable.text(account) + ": "
                    + store.replays()
                            .kept(account)
                            .map(kept ->
                                    "events from " + Local.time(kept.oldest()) + " to " + Local.time(kept.newest()))
                            .orElse("no events"));
        }
        out.flush();
    }

    private void showProgress(Store store, StoreSettings settings, Collection<String> accounts, PrintWriter out)
            throws StoreException {
        out.println("The running agent is at it; to interrupt this command ends no more than this display");
        String told = "";
        while (true) {
            Replays.Left left = store.replays().left(instance, accounts);
            if (left.events() == 0) {
                out.println("All are delivered");
                return;
            }
            if (!Store.isHeld(settings)) {
                out.println("The agent has stopped; " + events(left.events()) + " left for its next start");
                return;
            }
            String now = events(left.events()) + " left"
                    + (left.failed() > 0
                            ? ", of them " + left.failed() + " that failed and are tried again: vigia why CHAT"
                            : "");
            if (!now.equals(told)) {
                out.println(now);
                told = now;
            }
            if (Output.isClosed(out) || !pause()) {
                return;
            }
        }
    }

    private static String events(int count) {
        return count + (count == 1 ? " event" : " events");
    }

    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
