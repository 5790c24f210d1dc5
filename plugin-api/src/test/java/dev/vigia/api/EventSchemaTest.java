package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema of events: what receivers generate their types from must describe all that they get. */
class EventSchemaTest {
    private static final SampleMeta META = SampleMeta.SEVENTH;
    private static final Map<?, ?> SCHEMA = schema();

    static Stream<Event> events() {
        Chat bare = SampleChat.bare("Ana");
        Action action = new SampleAction("a1", "send-text", "night", bare.id(), Optional.of("m1"), Optional.empty());
        return Stream.of(
                new NewUnread(META, bare, SampleChat.full()),
                new ChatAdded(META, bare),
                new ChatRemoved(META, SampleChat.full()),
                new ActionDone(META, action),
                new PluginNotice(META, new SampleNotice("night", "waiting", "Ana waits", Optional.of(bare))),
                new PluginNotice(META, new SampleNotice("night", "flood", "21 chats", Optional.empty())),
                new AccountBaselined(META, 412),
                new AccountMassChange(META, "chat.read", 120),
                new AccountConnected(META),
                new AccountFailing(META, AccountFailing.UNREACHABLE, "no answer in 30 s"),
                new AccountRecovered(META, AccountFailing.UNREACHABLE, Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("events")
    void describesAllData(Event event) {
        Map<?, ?> envelope = (Map<?, ?>) Objects.requireNonNull(parsed(event.toJson()));

        assertThat(envelope.get("dataschema")).isEqualTo(SCHEMA.get("$id"));
        describes(SCHEMA, envelope.get("data"), "data");
    }

    private static void describes(@Nullable Object rule, @Nullable Object value, String where) {
        assertThat(rule).as("the schema of %s", where).isInstanceOf(Map.class);
        Map<?, ?> schema = (Map<?, ?>) Objects.requireNonNull(rule);
        if (schema.get("$ref") instanceof String reference) {
            Map<?, ?> definitions = (Map<?, ?>) Objects.requireNonNull(SCHEMA.get("$defs"));
            describes(definitions.get(reference.replace("#/$defs/", "")), value, where);
            return;
        }
        Collection<?> types = schema.get("type") instanceof Collection<?> several
                ? several
                : List.of(Objects.requireNonNull(schema.get("type")));
        assertThat(types.contains(typeOf(value))).as("%s is %s", where, value).isTrue();
        if (value instanceof Map<?, ?> object) {
            Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(schema.get("properties"));
            ((Collection<?>) Objects.requireNonNull(schema.get("required")))
                    .forEach(key -> assertThat(object.containsKey(key))
                            .as("%s.%s", where, key)
                            .isTrue());
            object.forEach((key, each) -> describes(properties.get(key), each, where + "." + key));
        }
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof Double) {
            return "integer";
        }
        return value instanceof Boolean ? "boolean" : "string";
    }

    private static @Nullable Object parsed(String json) {
        try {
            return new Moshi.Builder().build().adapter(Object.class).fromJson(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<?, ?> schema() {
        try (InputStream file = Objects.requireNonNull(Event.class.getResourceAsStream("event-data.schema.json"))) {
            return (Map<?, ?>) Objects.requireNonNull(parsed(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
