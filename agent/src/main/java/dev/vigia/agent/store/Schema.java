package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The tables, brought up to this version of the agent. A database that a newer version has changed is refused, not guessed at. */
final class Schema {
    private static final String HISTORY = "schema_history";

    private Schema() {}

    static void migrate(SqliteFile file) throws StoreException {
        try {
            // Before any connection that may write, so that a refused database stays as it was.
            refuseStrange(file);
            Flyway found = flyway(file.readingConnections());
            refuseNewer(found, file);
            flyway(file.connections()).migrate();
        } catch (FlywayException e) {
            throw Trouble.because(e, file.path(), "brought up to date");
        }
    }

    /** For commands that only read: the tables must be as this version knows them. */
    static void demandCurrent(SqliteFile file) throws StoreException {
        try {
            refuseStrange(file);
            Flyway found = flyway(file.readingConnections());
            refuseNewer(found, file);
            if (found.info().pending().length > 0) {
                throw new StoreException("The database " + file.path()
                        + " was written by an older version of the agent, or is still empty. Start the agent once,"
                        + " which brings it up to date: vigia run");
            }
        } catch (FlywayException e) {
            throw Trouble.because(e, file.path(), "read");
        }
    }

    /** Another program's database, which its tables would be added to. */
    private static void refuseStrange(SqliteFile file) throws StoreException {
        try (Connection connection = file.readingConnections().getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            boolean empty = true;
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equals(HISTORY)) {
                    return;
                }
                empty = false;
            }
            if (!empty) {
                throw new StoreException(
                        "The database " + file.path() + " belongs to another program: it holds tables, but"
                                + " none of the agent's. Nothing was changed. Let store.url name a file of its own.");
            }
        } catch (SQLException e) {
            throw Trouble.because(e, file.path(), "read");
        }
    }

    private static void refuseNewer(Flyway flyway, SqliteFile file) throws StoreException {
        MigrationVersion newestKnown = MigrationVersion.EMPTY;
        for (MigrationInfo migration : flyway.info().all()) {
            boolean known = !migration.getState().name().startsWith("FUTURE");
            if (known && migration.getVersion().compareTo(newestKnown) > 0) {
                newestKnown = migration.getVersion();
            }
        }
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getVersion().compareTo(newestKnown) > 0) {
            throw new StoreException(
                    "The database " + file.path() + " was written by a newer version of the agent (its tables"
                            + " are of version " + current.getVersion() + ", this agent knows them up to " + newestKnown
                            + "). Nothing was changed. Run the newer agent, or give this one a database of its own (store.url).");
        }
    }

    private static Flyway flyway(DataSource connections) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:dev/vigia/agent/store")
                .table(HISTORY)
                .loggers("slf4j")
                .load();
    }
}
