package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import dev.vigia.agent.chat.NoteState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the note attached to a chat. */
final class NoteReader {
    private static final JsonReader.Options KEYS = JsonReader.Options.of("id", "content", "createdAt", "lastUpdateAt");

    private NoteReader() {}

    /** The note; null if there is none, if its text is missing, or if it says one thing twice. */
    static @Nullable NoteState read(JsonValues json) throws IOException {
        if (json.peek() != Token.BEGIN_OBJECT) {
            json.skip();
            return null;
        }
        String id = null;
        String content = null;
        Long created = null;
        Long updated = null;
        int seen = 0;
        boolean twice = false;
        json.beginObject();
        while (json.hasNext()) {
            int key = json.key(KEYS);
            twice |= key >= 0 && (seen & (1 << key)) != 0;
            seen |= key < 0 ? 0 : 1 << key;
            switch (key) {
                case 0 -> id = json.text();
                case 1 -> content = json.text();
                case 2 -> created = Timestamps.instant(json);
                case 3 -> updated = Timestamps.instant(json);
                default -> json.skip();
            }
        }
        json.endObject();
        return content == null || twice ? null : new NoteState(id == null ? "" : id, content, created, updated);
    }
}
