package dev.vigia.agent.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The tables, brought up to this version of the agent. A database that a newer version has changed is refused, not guessed at. */
final class Schema {
    private Schema() {}

    static void migrate(SqliteFile file) throws StoreException {
        try {
            Flyway flyway = flyway(file);
            refuseNewer(flyway, file);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of the database " + file.path() + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    /** For commands that only read: the tables must be as this version knows them. */
    static void demandCurrent(SqliteFile file) throws StoreException {
        try {
            Flyway flyway = flyway(file);
            refuseNewer(flyway, file);
            if (flyway.info().pending().length > 0) {
                throw new StoreException(
                        "The database " + file.path()
                                + " was written by an older version. Start the agent once, which brings it up to date: vigia run");
            }
        } catch (FlywayException e) {
            throw new StoreException("The database " + file.path() + " cannot be read: " + e.getMessage(), e);
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

    private static Flyway flyway(SqliteFile file) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(file.dataSource())
                .locations("classpath:dev/vigia/agent/store")
                .table("schema_history")
                .loggers("slf4j")
                .load();
    }
}
