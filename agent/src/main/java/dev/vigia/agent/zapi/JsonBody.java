package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;

/** A JSON object to be posted, once. */
final class JsonBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final ByteString json;

    private JsonBody(ByteString json) {
        this.json = json;
    }

    /** Writes the members of the object. */
    interface Members {
        void to(JsonWriter json) throws IOException;
    }

    static JsonBody of(Members members) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            members.to(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Memory does not fail.
        }
        return new JsonBody(buffer.readByteString());
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return json.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(json);
    }
}
