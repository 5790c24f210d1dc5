package dev.vigia.plugins.webhook;

import com.squareup.moshi.JsonReader;
import dev.vigia.api.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Puts events into a request, as the HTTP binding of CloudEvents says. The content types name no charset: JSON is UTF-8, and some
 * receivers compare the whole header.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP binding</a>
 */
enum Envelope {
    /** One event, the whole of it in the body. */
    STRUCTURED {
        @Override
        Message around(List<Event> events) {
            String json = only(events).toJson();
            return new Message(idOf(events), "application/cloudevents+json", Map.of(), json);
        }
    },
    /** Any number of events. */
    BATCH {
        @Override
        Message around(List<Event> events) {
            String json = events.stream().map(Event::toJson).collect(Collectors.joining(",", "[", "]"));
            return new Message(idOf(events), "application/cloudevents-batch+json", Map.of(), json);
        }
    },
    /** One event, its data in the body and all else in headers. */
    BINARY {
        @Override
        Message around(List<Event> events) {
            Map<String, String> headers = new LinkedHashMap<>();
            String contentType = "application/json";
            String data = "";
            try (JsonReader reader =
                    JsonReader.of(new Buffer().writeUtf8(only(events).toJson()))) {
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    if (name.equals("data")) {
                        try (BufferedSource value = reader.nextSource()) {
                            data = value.readUtf8();
                        }
                    } else if (name.equals("datacontenttype")) {
                        contentType = reader.nextString();
                    } else {
                        headers.put("ce-" + name, headerValue(reader.nextString()));
                    }
                }
                reader.endObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Message(idOf(events), contentType, headers, data);
        }
    };

    /** Dots would end the id where its signature is verified. */
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    static Envelope of(Mode mode, int batch) {
        if (mode == Mode.BINARY) {
            return BINARY;
        }
        return batch > 1 ? BATCH : STRUCTURED;
    }

    abstract Message around(List<Event> events);

    /** The event's own id; for several, one that the same events always get. */
    private static String idOf(List<Event> events) {
        List<String> ids = events.stream().map(event -> event.meta().id()).toList();
        return ids.size() == 1 && PLAIN_ID.matcher(ids.get(0)).matches()
                ? ids.get(0)
                : "batch_" + hash(String.join("\n", ids)).substring(0, 32);
    }

    private static Event only(List<Event> events) {
        if (events.size() != 1) {
            throw new IllegalArgumentException(events.size() + " events do not fit in a request for one");
        }
        return events.get(0);
    }

    /** Percent-encodes what a header cannot hold. */
    private static String headerValue(String text) {
        StringBuilder value = new StringBuilder();
        for (byte each : utf8(text)) {
            if (each > ' ' && each < 0x7f && each != '"' && each != '%') {
                value.append((char) each);
            } else {
                value.append(String.format("%%%02X", each & 0xff));
            }
        }
        return value.toString();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
