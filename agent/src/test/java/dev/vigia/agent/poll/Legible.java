package dev.vigia.agent.poll;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.vigia.api.Chat;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a damaged answer still says, taken by the letter, apart from the reader that is tested. An answer that is not JSON says nothing, nor
 * does a key that comes twice in one entry.
 */
final class Legible {
    private static final Object NOTHING = new Object();
    private static final Object TWICE = new Object();
    private static final Pattern URL = Pattern.compile("[^?#]*?://[^/?#]*(/[^?#]+).*", Pattern.DOTALL);
    private static final Pattern NO_NAME = Pattern.compile(
            "(?U)\\s*|.*@lid|[-+()\\s\\d\\p{Pd}\\p{Cf}\\p{Zs}]*\\d[-+()\\s\\d\\p{Pd}\\p{Cf}\\p{Zs}]*", Pattern.DOTALL);
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private final @Nullable Object document;

    private Legible(@Nullable Object document) {
        this.document = document;
    }

    static Legible in(byte[] answer) {
        try (JsonReader json = JsonReader.of(new Buffer().write(answer))) {
            Object document = value(json);
            return new Legible(json.peek() == JsonReader.Token.END_DOCUMENT ? document : null);
        } catch (IOException | JsonDataException e) {
            return new Legible(null);
        }
    }

    private static Object value(JsonReader json) throws IOException {
        switch (json.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, Object> members = new HashMap<>();
                json.beginObject();
                while (json.hasNext()) {
                    String key = json.nextName();
                    Object value = value(json);
                    members.merge(key, value, (first, second) -> TWICE);
                }
                json.endObject();
                return members;
            }
            case BEGIN_ARRAY -> {
                List<Object> values = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    values.add(value(json));
                }
                json.endArray();
                return values;
            }
            case STRING, NUMBER -> {
                return json.nextString();
            }
            case BOOLEAN -> {
                return json.nextBoolean();
            }
            default -> {
                json.skipValue();
                return NOTHING;
            }
        }
    }

    @Override
    public String toString() {
        return String.valueOf(document);
    }

    /** Whether it says that the phone is not connected. */
    boolean saysDisconnected() {
        return document instanceof Map<?, ?> status
                && (Optional.of(false).equals(flag(status, "connected"))
                        || Optional.of(false).equals(flag(status, "smartphoneConnected")));
    }

    /** Whether it speaks of a chat by one of these names. */
    boolean speaksOf(Set<String> names) {
        return !entriesOf(names).isEmpty();
    }

    /**
     * The values it gives to the fields of one chat, by the names of {@link Shown}.
     *
     * @param names the chat's phones and lids
     * @param before as the chat was known; null if it was not
     */
    Map<String, Set<@Nullable Object>> fields(Set<String> names, @Nullable Chat before, Instant now) {
        Map<String, Set<@Nullable Object>> fields = new HashMap<>();
        for (Map<?, ?> entry : entriesOf(names)) {
            text(entry, "name")
                    .filter(name -> !NO_NAME.matcher(name).matches())
                    .ifPresent(name -> add(fields, "name", name.replaceAll("[\\p{Cs}\\x00]", "\ufffd")));
            number(entry, "unread").filter(count -> count >= -1).ifPresent(count -> {
                add(fields, "unread", (int) Math.max(0, count));
                add(fields, "markedUnread", count == -1);
            });
            if (entry.get("lastMessageTime") instanceof String text && text.isEmpty()) {
                add(fields, "lastMessageAt", null);
            }
            number(entry, "lastMessageTime")
                    .filter(time -> time == 0)
                    .ifPresent(time -> add(fields, "lastMessageAt", null));
            number(entry, "lastMessageTime")
                    .flatMap(Legible::instant)
                    .ifPresent(time -> add(fields, "lastMessageAt", time));
            mute(entry, before, now, fields);
            flag(entry, "isMarkedSpam").ifPresent(flag -> add(fields, "spam", flag));
            flag(entry, "archived").ifPresent(flag -> add(fields, "archived", flag));
            flag(entry, "pinned").ifPresent(flag -> add(fields, "pinned", flag));
            flag(entry, "isGroupAnnouncement").ifPresent(flag -> add(fields, "announcement", flag));
            text(entry, "profileThumbnail")
                    .map(URL::matcher)
                    .filter(Matcher::matches)
                    .ifPresent(url -> add(fields, "photo", url.group(1)));
            if (entry.get("notes") instanceof Map<?, ?> note && !note.containsValue(TWICE)) {
                text(note, "content")
                        .ifPresent(content -> add(fields, "note", content.replaceAll("[\\p{Cs}\\x00]", "\ufffd")));
            }
        }
        return fields;
    }

    private static void mute(
            Map<?, ?> entry, @Nullable Chat before, Instant now, Map<String, Set<@Nullable Object>> fields) {
        Optional<Boolean> muted = flag(entry, "isMuted");
        if (muted.isEmpty()) {
            return;
        }
        Optional<Long> told = number(entry, "muteEndTime");
        Optional<Instant> end = told.filter(time -> time == -1).isPresent()
                ? Optional.of(Chat.FOREVER)
                : told.flatMap(Legible::instant).or(() -> before == null ? Optional.empty() : before.mutedUntil());
        boolean lasts = muted.get() && end.filter(time -> !time.isAfter(now)).isEmpty();
        add(fields, "muted", lasts);
        add(fields, "mutedUntil", lasts ? end.orElse(null) : null);
    }

    private static void add(Map<String, Set<@Nullable Object>> fields, String field, @Nullable Object value) {
        fields.computeIfAbsent(field, key -> new HashSet<>()).add(value);
    }

    private List<Map<?, ?>> entriesOf(Set<String> names) {
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Object each : list()) {
            if (each instanceof Map<?, ?> entry
                    && (text(entry, "phone").filter(names::contains).isPresent()
                            || text(entry, "lid").filter(names::contains).isPresent())) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private List<?> list() {
        if (document instanceof Map<?, ?> wrapper) {
            return wrapper.values().stream()
                    .filter(List.class::isInstance)
                    .findFirst()
                    .map(list -> (List<?>) list)
                    .orElse(List.of());
        }
        return document instanceof List<?> list ? list : List.of();
    }

    private static Optional<String> text(Map<?, ?> entry, String key) {
        return entry.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Boolean> flag(Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return text(entry, key).flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private static Optional<Long> number(Map<?, ?> entry, String key) {
        try {
            return text(entry, key)
                    .filter(text -> text.length() < 40)
                    .map(text -> new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(long time) {
        if (time <= 0 || time > LAST_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(time > 100_000_000_000L ? Instant.ofEpochMilli(time) : Instant.ofEpochSecond(time));
    }
}
