package dev.vigia.agent.built;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * An agent's database, open in another program, whether the agent runs or not. It is only read, but for being locked; this connection being
 * there while another that may write is closed, SQLite does not clear away what a killed agent left.
 */
final class Database implements AutoCloseable {
    private final Path file;
    private final Connection reading;
    private @Nullable Connection holding;

    Database(Path file) {
        this.file = file;
        this.reading = connect(true);
        query("PRAGMA user_version"); // The file itself is opened by the first statement.
    }

    private Connection connect(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(10_000);
        try {
            return config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows, as texts. */
    List<List<String>> query(String sql) {
        try (Statement statement = reading.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(query(sql).get(0).get(0));
    }

    /** The committed events, those of each account in order. */
    List<Told> events() {
        return query("SELECT json FROM event ORDER BY account, seq").stream()
                .map(row -> Told.of(row.get(0)))
                .toList();
    }

    /** Keeps everybody from committing. */
    void hold() {
        holding = connect(false);
        execute(holding, "BEGIN IMMEDIATE");
    }

    void release() {
        if (holding != null) {
            execute(holding, "ROLLBACK");
            close(holding);
            holding = null;
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        release();
        close(reading);
    }
}
