package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;

/** What the gateway tells of an instance itself, and not of its chats. */
final class OwnPages {
    private OwnPages() {}

    /** A healthy instance bears an error text too. */
    static String status(SimulatedAccount account) {
        boolean connected = account.world().isConnected();
        String error = connected ? "You are already connected." : "You are not connected.";
        return written(json -> {
            json.name("connected").value(connected);
            json.name("smartphoneConnected").value(connected);
            json.name("error").value(error);
        });
    }

    static String me(SimulatedAccount account) {
        return written(json -> {
            json.name("id").value(account.instance());
            json.name("name").value("Simulated");
            json.name("phone").value(account.connectedPhone());
            json.name("connected").value(account.world().isConnected());
        });
    }

    static String device(SimulatedAccount account) {
        return written(json -> {
            json.name("phone").value(account.connectedPhone());
            json.name("name").value("Simulated");
            json.name("isBusiness").value(true);
        });
    }

    private interface Members {
        void writeTo(JsonWriter json) throws IOException;
    }

    private static String written(Members members) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            members.writeTo(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return buffer.readUtf8();
    }
}
