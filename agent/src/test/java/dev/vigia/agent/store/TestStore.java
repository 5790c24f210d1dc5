package dev.vigia.agent.store;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.Event;
import dev.vigia.api.NewUnread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A database of a test: where it is, what to put in, and a look past the store at what is in the file. */
record TestStore(Path file) {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    static final Health HEALTHY = new Health(true, null);

    static TestStore in(Path directory) {
        return new TestStore(directory.resolve("vigia.db"));
    }

    StoreSettings settings() {
        return new StoreSettings("jdbc:sqlite:" + file, Duration.ofDays(7));
    }

    Store open() throws StoreException {
        return Store.open(settings());
    }

    Store openToRead() throws StoreException {
        return Store.openToRead(settings());
    }

    Store openToChange() throws StoreException {
        return Store.openToChange(settings());
    }

    /** A connection of somebody else. */
    Connection stranger() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = stranger();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query, their columns joined by a bar. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = stranger();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    columns.add(rows.getString(column));
                }
                all.add(String.join("|", columns));
            }
            return all;
        }
    }

    /** Everything that a commit may change. */
    List<String> contents() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : List.of("account_state", "chat", "event", "plugin_cursor")) {
            all.addAll(rows("SELECT '" + table + "', * FROM " + table + " ORDER BY 1, 2, 3"));
        }
        return all;
    }

    /** How many commits the -wal holds: what marks one is the size of the database in the header of its last frame. */
    int commitsInWal() throws IOException {
        ByteBuffer wal = ByteBuffer.wrap(Files.readAllBytes(wal()));
        int pageSize = wal.getInt(8);
        int commits = 0;
        for (int frame = 32; frame + 24 + pageSize <= wal.limit(); frame += 24 + pageSize) {
            commits += wal.getInt(frame + 4) == 0 ? 0 : 1;
        }
        return commits;
    }

    Path wal() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    static LookCommit look(List<ChatState> chats, List<Fact> facts) {
        return new LookCommit(NOON, true, HEALTHY, chats, facts);
    }

    /** A look that makes some events and changes no chat. */
    static LookCommit events(int count) {
        return look(List.of(), Collections.nCopies(count, AccountConnected::new));
    }

    static Fact newUnread(ChatState before, ChatState after) {
        return meta -> new NewUnread(meta, before.asChat(), after.asChat());
    }

    static List<Long> sequences(List<KeptEvent> events) {
        return events.stream().map(KeptEvent::sequence).toList();
    }

    /** The events themselves, all of which must be readable. */
    static List<Event> events(List<KeptEvent> kept) {
        return kept.stream().map(event -> event.event().orElseThrow()).toList();
    }
}
