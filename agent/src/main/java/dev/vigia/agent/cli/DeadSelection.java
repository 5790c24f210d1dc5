package dev.vigia.agent.cli;

import dev.vigia.agent.store.DeadLetters.Selection;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.settings.Nearest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which dead letters are meant. */
final class DeadSelection {
    @Option(names = "--instance", paramLabel = "NAME", description = "Only those of this plugin instance.")
    private @Nullable String instance;

    @Option(names = "--account", paramLabel = "NAME", description = "Only those of this account.")
    private @Nullable String account;

    @Option(names = "--event", paramLabel = "N", description = "Only the event of this number.")
    private @Nullable Long sequence;

    boolean isEmpty() {
        return instance == null && account == null && sequence == null;
    }

    Selection in(Store store, CommandSpec command) throws StoreException {
        AccountChoice.of(account, store, command);
        if (instance != null) {
            demandKnown(instance, store, command);
        }
        return new Selection(instance, account, sequence);
    }

    /** An instance that was removed from the configuration is still known. */
    static void demandKnown(String instance, Store store, CommandSpec command) throws StoreException {
        Set<String> known = store.replays().instances().keySet();
        if (!known.contains(instance)) {
            throw new ParameterException(
                    command.commandLine(),
                    "There is no plugin instance '" + instance + "'" + Nearest.hint(instance, known));
        }
    }
}
