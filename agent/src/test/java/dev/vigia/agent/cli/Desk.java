package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.account.Health;
import dev.vigia.agent.chat.Alias;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.store.LookCommit;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import dev.vigia.api.ChatKind;
import dev.vigia.api.NewUnread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where an operator sits: a configuration, a database, and the commands. */
final class Desk {
    static final ChatState ANA = chat("5511990000001", "1@lid", "Ana Souza");
    static final ChatState BIA = chat("5511990000002", "2@lid", "Bia Lima");
    static final ChatState ANABEL = chat("5511990000003", "3@lid", "Anabel");

    private final Path directory;
    private final Instant first = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    Desk(Path directory) {
        this.directory = directory;
        try {
            Files.writeString(directory.resolve("vigia.conf"), """
                    vigia {
                      store.url = "jdbc:sqlite:%s"
                      accounts { sales {}, help {} }
                      plugins { answer.use = x, log.use = y }
                    }
                    """.formatted(database()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command said, and how it ended. */
    record Said(int code, String out, String err) {
        Said well() {
            assertThat(code).as(out + err).isZero();
            assertThat(err).isEmpty();
            return this;
        }

        Said failed(int expected, String... parts) {
            assertThat(code).as(out + err).isEqualTo(expected);
            assertThat(err).contains(parts).doesNotContain("Exception", "\tat ");
            return this;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** When the first events of each account happened; those of each later look are a minute later. */
    Instant first() {
        return first;
    }

    Path database() {
        return directory.resolve("vigia.db");
    }

    StoreSettings settings() {
        return new StoreSettings("jdbc:sqlite:" + database(), Duration.ofDays(7));
    }

    /** The store as a running agent holds it. */
    Store agent() throws StoreException {
        return Store.open(settings());
    }

    /** Runs a command that reads the configuration. */
    Said run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-c", directory.resolve("vigia.conf").toString()));
        return runBare(arguments.toArray(String[]::new));
    }

    /** Runs a command that needs none. */
    static Said runBare(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, UTF_8));
            System.setErr(new PrintStream(complained, true, UTF_8));
            int code = Vigia.execute(arguments);
            return new Said(code, said.toString(UTF_8), complained.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Stores a look that saw some chats; each then has one more unread message, which makes an event. */
    void look(Store store, String account, ChatState... chats) throws StoreException {
        List<Alias> names = Stream.of(chats)
                .flatMap(chat -> Stream.of(chat.phone(), chat.lid())
                        .map(name -> new Alias(String.valueOf(name), chat.id(), first.toEpochMilli())))
                .toList();
        long next = store.accounts().load(account).revision();
        List<Fact> facts = new ArrayList<>();
        for (ChatState chat : chats) {
            facts.add(meta -> new NewUnread(meta, chat.asChat(), chat.asChat()));
        }
        store.accounts()
                .commit(
                        store.accounts().load(account),
                        new LookCommit(
                                first.plus(next, ChronoUnit.MINUTES),
                                true,
                                new Health(true, null),
                                List.of(chats),
                                names,
                                List.of(),
                                Map.of(),
                                facts));
    }

    /** Stores two looks at the account sales, of Ana and Bia, and one at the account help, of Ana. */
    void fill() throws StoreException {
        try (Store store = agent()) {
            look(store, "sales", ANA, BIA);
            look(store, "sales", ANA);
            look(store, "help", ANA);
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query, their columns joined by a bar. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
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

    static ChatState chat(String phone, String lid, String name) {
        return new ChatState(
                phone, phone, lid, ChatKind.PERSON, name, 1, 0L, false, null, false, false, false, false, null, null);
    }
}
