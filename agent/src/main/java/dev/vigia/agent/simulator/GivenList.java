package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Data that is served as it was given. A JSON list is cut into pages, its entries untouched; all else is every page. */
final class GivenList {
    private final byte[] text;
    private final @Nullable List<byte[]> entries;

    GivenList(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.entries = entries(text);
    }

    Page page(int page, int size) {
        if (entries == null || (page == 1 && size >= entries.size())) {
            return new Page(text);
        }
        int from = (int) Math.min(entries.size(), (page - 1L) * size);
        int to = (int) Math.min(entries.size(), from + (long) size);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.write('[');
        for (byte[] entry : entries.subList(from, to)) {
            if (list.size() > 1) {
                list.write(',');
            }
            list.writeBytes(entry);
        }
        list.write(']');
        return new Page(list.toByteArray());
    }

    private static @Nullable List<byte[]> entries(String text) {
        List<byte[]> entries = new ArrayList<>();
        try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(text))) {
            json.beginArray();
            while (json.hasNext()) {
                try (BufferedSource entry = json.nextSource()) {
                    entries.add(entry.readByteArray());
                }
            }
            json.endArray();
            return json.peek() == JsonReader.Token.END_DOCUMENT ? entries : null;
        } catch (IOException | RuntimeException e) {
            return null; // not a list of JSON, so there is nothing to cut
        }
    }
}
