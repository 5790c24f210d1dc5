package dev.vigia.agent.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What survives a restart: opened by one agent to write, or by commands beside it, to read or for a short change. */
public final class Store implements AutoCloseable {
    private final SqliteFile file;
    private final Reader reader;
    private final Writer writer;
    private final Accounts accounts;
    private final EventLog events;
    private final PluginMemory memory;
    private final Outbox outbox;
    private final Wakeup newEvents = new Wakeup();
    private final Wakeup newActions = new Wakeup();

    private Store(SqliteFile file) {
        this.file = file;
        this.reader = new Reader(file);
        this.writer = new Writer(file);
        this.accounts = new Accounts(reader, writer, newEvents);
        this.events = new EventLog(reader, newEvents, writer.outsideChanges());
        this.outbox = new Outbox(reader, writer, newEvents, newActions);
        this.memory = new PluginMemory(reader, accounts);
    }

    /** Opens the store of an agent: checks it for damage, brings its tables up to date, and keeps every other agent out. */
    public static Store open(StoreSettings settings) throws StoreException {
        SqliteFile file = SqliteFile.held(settings.url());
        try {
            file.check();
            Schema.migrate(file);
            file.markInUse();
            try (Connection connection = file.connect()) {
                WriterMark.deleteOfOthers(connection);
            } catch (SQLException e) {
                throw Trouble.because(e, file.path(), "written");
            }
            return new Store(file);
        } catch (StoreException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Opens the store for a command that reads only, beside a running agent or without one. Changes nothing and leaves nothing behind. */
    public static Store openToRead(StoreSettings settings) throws StoreException {
        SqliteFile file = SqliteFile.readOnly(settings.url());
        Schema.demandCurrent(file);
        return new Store(file);
    }

    /**
     * Opens the store for a command that changes something: beside a running agent, which notices, or without one, keeping it out as long.
     *
     * @throws StoreException also if no agent has ever used the store, or one of another version
     */
    public static Store openToChange(StoreSettings settings) throws StoreException {
        SqliteFile file = SqliteFile.heldOrBeside(settings.url());
        try {
            if (file.isBeside()) {
                Schema.demandCurrent(file);
                file.keepWal();
            } else {
                file.check();
                Schema.demandCurrent(file);
                file.markInUse();
            }
            return new Store(file);
        } catch (StoreException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Whether an agent holds the store at this moment. */
    public static boolean isHeld(StoreSettings settings) throws StoreException {
        return SqliteFile.isHeld(settings.url());
    }

    /** Whether somebody else holds the store, an agent as a rule. */
    public boolean isBesideAgent() {
        return file.isBeside();
    }

    /**
     * A file or directory beside the database that belongs to it alone, by whatever name the database is called.
     *
     * @throws StoreException if the database does not exist
     */
    public static Path beside(StoreSettings settings, String what) throws StoreException {
        return SqliteFile.beside(settings.url(), what);
    }

    /** The directory of the database, for other files that the agent keeps. */
    public Path directory() {
        return file.directory();
    }

    public Accounts accounts() {
        return accounts;
    }

    public EventLog events() {
        return events;
    }

    /** What a plugin instance does with the events of an account. */
    public Deliveries deliveries(String instance, String account) {
        return new Deliveries(instance, account, reader, writer, newEvents, newActions);
    }

    /** What plugins asked to be done on WhatsApp. */
    public Outbox outbox() {
        return outbox;
    }

    public PluginExits pluginExits() {
        return new PluginExits(reader, writer);
    }

    public Pruning pruning() {
        return new Pruning(writer);
    }

    /** What plugin instances remember. */
    public PluginMemory memory() {
        return memory;
    }

    /** The events as they are kept. */
    public KeptEvents kept() {
        return new KeptEvents(reader);
    }

    public ChatSearch chats() {
        return new ChatSearch(reader);
    }

    public History history() {
        return new History(reader);
    }

    public DeadLetters deadLetters() {
        return new DeadLetters(reader, writer);
    }

    public Replays replays() {
        return new Replays(reader, writer);
    }

    public Erasure erasure() {
        return new Erasure(file, reader);
    }

    /** Writes what waits to be written, then lets go of the database. */
    @Override
    public void close() throws StoreException {
        writer.close();
        reader.close();
        file.close();
    }
}
