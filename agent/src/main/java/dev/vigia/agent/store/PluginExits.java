package dev.vigia.agent.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;

/** How often in a row a plugin instance has ended the agent's process. */
public final class PluginExits {
    private final Reader reader;
    private final Writer writer;

    PluginExits(Reader reader, Writer writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** The number by instance; none where it is 0. */
    public Map<String, Integer> inARow() throws StoreException {
        return reader.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT instance, exits FROM plugin_exit");
                    ResultSet rows = select.executeQuery()) {
                Map<String, Integer> exits = new TreeMap<>();
                while (rows.next()) {
                    exits.put(rows.getString(1), rows.getInt(2));
                }
                return exits;
            }
        });
    }

    /** An instance is ending the process. */
    public void one(String instance) throws StoreException {
        writer.write(connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement("INSERT INTO plugin_exit (instance, exits) VALUES (?, 1)"
                            + " ON CONFLICT (instance) DO UPDATE SET exits = plugin_exit.exits + 1")) {
                upsert.setString(1, instance);
                return upsert.executeUpdate();
            }
        });
    }

    /** The process ends without any plugin's doing. */
    public void none() throws StoreException {
        writer.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM plugin_exit")) {
                return delete.executeUpdate();
            }
        });
    }
}
