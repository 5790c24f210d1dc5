package dev.vigia.agent.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat as an operator may mean it, with all that it is stored under.
 *
 * @param id as events name it now
 * @param name what the phone shows; null if it is not known
 * @param names the phones and lids by which it is or was known
 * @param ids the id, and those that it had before it was found to be the same as another
 */
public record KnownChat(String account, String id, @Nullable String name, Set<String> names, Set<String> ids) {
    public KnownChat {
        names = Set.copyOf(names);
        ids = Set.copyOf(ids);
    }
}
