package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Counts the groups that a writer commits, each in its own transaction. After a commit whose answer was lost, the count tells whether it
 * happened.
 */
final class WriterMark {
    private static final String AGENT = "agent";

    private final String holder;

    /** @param alone whether no other writer can have the database open, so that the mark may bear the same name in every life */
    WriterMark(boolean alone) {
        this.holder = alone ? AGENT : UUID.randomUUID().toString();
    }

    /** Raises the mark within the transaction that is open. Returns what it is if that is committed. */
    long raise(Connection connection) throws SQLException {
        return new Sql("INSERT INTO writer_mark (holder, n) VALUES (?, 1)", holder)
                .add("ON CONFLICT (holder) DO UPDATE SET n = writer_mark.n + 1 RETURNING n")
                .number(connection);
    }

    /** Whether the transaction that raised the mark to a number was committed. */
    boolean isCommitted(Connection connection, long number) throws SQLException {
        return new Sql("SELECT coalesce(max(n), 0) FROM writer_mark WHERE holder = ?", holder).number(connection)
                == number;
    }

    /** Deletes what commands that were beside an agent have left. */
    static void deleteOfOthers(Connection connection) throws SQLException {
        new Sql("DELETE FROM writer_mark WHERE holder <> ?", AGENT).execute(connection);
    }
}
