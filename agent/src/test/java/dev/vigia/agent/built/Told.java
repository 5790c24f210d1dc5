package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of a journal tells it.
 *
 * @param type without the prefix that all have
 * @param chatId the subject; null for an event of the account
 */
record Told(
        String id,
        String type,
        String account,
        @Nullable String chatId,
        long sequence,
        Instant time,
        Map<String, Object> data) {

    private static final String PREFIX = "dev.vigia.";

    /** The events of whole lines; what follows the last newline is being written. */
    static List<Told> inLines(String text) {
        List<Told> told = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> told.add(of(line)));
        return told;
    }

    /** Reads a line, and makes sure that it is what CloudEvents and the design ask for. */
    static Told of(String line) {
        Map<String, Object> event = Json.object(line);
        Map<String, Object> data = Objects.requireNonNull(Json.asObject(event.get("data")));
        String account = text(data, "account");
        String type = text(event, "type");
        assertThat(event).containsEntry("specversion", "1.0").containsEntry("source", "/vigia/accounts/" + account);
        assertThat(type).startsWith(PREFIX);
        assertThat(text(event, "sequence")).matches("\\d{19}");
        return new Told(
                text(event, "id"),
                type.substring(PREFIX.length()),
                account,
                (String) event.get("subject"),
                Long.parseLong(text(event, "sequence")),
                Instant.parse(text(event, "time")),
                data);
    }

    private static String text(Map<String, Object> object, String key) {
        return (String) Objects.requireNonNull(object.get(key), key);
    }

    boolean isOfAChat() {
        return type.startsWith("chat.");
    }

    /** The chat as it is; null after a removal. */
    @Nullable
    Map<String, Object> chat() {
        return Json.asObject(data.get("chat"));
    }

    /** The chat as it was; null for one that appeared. */
    @Nullable
    Map<String, Object> before() {
        return Json.asObject(data.get("before"));
    }
}
