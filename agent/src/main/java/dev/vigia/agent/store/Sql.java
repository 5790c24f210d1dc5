package dev.vigia.agent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A statement that is put together from parts, each with its values, because some of its conditions may be left out. */
final class Sql {
    /** Makes something of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Sql(String text, Object... values) {
        add(text, values);
    }

    Sql add(String more, Object... moreValues) {
        text.append(' ').append(more);
        values.addAll(Arrays.asList(moreValues));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /** A condition that a column holds one of some texts; none does if there are none. */
    Sql in(String column, Collection<String> texts) {
        return texts.isEmpty()
                ? add("1 = 0")
                : add(
                        column + " IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")",
                        texts.toArray());
    }

    <T> List<T> rows(Connection connection, Row<T> reader) throws SQLException {
        try (PreparedStatement select = prepare(connection);
                ResultSet rows = select.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /** The first number of the only row. */
    long number(Connection connection) throws SQLException {
        return rows(connection, row -> row.getLong(1)).get(0);
    }

    /** Returns how many rows it changed. */
    int execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** A pattern for LIKE with {@code ESCAPE '!'} that finds a text anywhere. */
    static String anywhere(String text) {
        return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
