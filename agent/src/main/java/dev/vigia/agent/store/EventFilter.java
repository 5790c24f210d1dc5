package dev.vigia.agent.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of an account's events are wanted.
 *
 * @param chats the ids of chats; null for all, and what is of no chat
 * @param type the name of a kind of event; null for all
 * @param since null for all that is kept
 * @param until null for all up to now; an event of that very time is not wanted
 * @param sequence the only number that is wanted; null for all
 */
public record EventFilter(
        @Nullable Collection<String> chats,
        @Nullable String type,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Long sequence) {
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null);

    public EventFilter {
        chats = chats == null ? null : List.copyOf(chats);
    }

    /** Those of some chats, or of all if they are null, from one time on until before another. */
    public static EventFilter between(
            @Nullable Instant since, @Nullable Instant until, @Nullable Collection<String> chats) {
        return new EventFilter(chats, null, since, until, null);
    }

    /** Those from one time on, and of them only the one of a number; all if both are null. */
    public static EventFilter of(@Nullable Instant since, @Nullable Long sequence) {
        return new EventFilter(null, null, since, null, sequence);
    }

    /** Further conditions for the rows of {@code event e}. */
    Sql conditions() {
        Sql sql = new Sql("");
        if (chats != null) {
            sql.add("AND").in("e.chat", chats);
        }
        if (type != null) {
            sql.add("AND e.json LIKE ?", KeptEvent.ofType(type));
        }
        if (since != null) {
            sql.add("AND e.at >= ?", since.toEpochMilli());
        }
        if (until != null) {
            sql.add("AND e.at < ?", until.toEpochMilli());
        }
        if (sequence != null) {
            sql.add("AND e.seq = ?", sequence);
        }
        return sql;
    }
}
