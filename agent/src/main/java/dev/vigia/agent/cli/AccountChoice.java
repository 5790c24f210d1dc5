package dev.vigia.agent.cli;

import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The accounts that a command is about: the one that {@code --account} names, or all. */
final class AccountChoice {
    private AccountChoice() {}

    static List<String> of(@Nullable String only, Store store, CommandSpec command) throws StoreException {
        List<String> names = store.accounts().names();
        if (only != null && !names.contains(only)) {
            throw new ParameterException(
                    command.commandLine(),
                    "The agent never looked at an account '" + only + "'; it knows "
                            + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return only == null ? names : List.of(only);
    }
}
