package dev.vigia.agent.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Action;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatKind;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.Notice;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.250Z");
    private static final Meta META = new Meta("id-7", "sales & \"co\"", Long.MAX_VALUE, NOON);

    private static final Chat FULL = new ChatState(
                    "55119@lid~2",
                    "5511999999999",
                    "55119@lid",
                    ChatKind.PERSON,
                    "Ana \"\\\n\u2028\u0000 🏖️",
                    7,
                    1_768_497_607_123L,
                    true,
                    ChatState.FOREVER,
                    true,
                    true,
                    true,
                    true,
                    "/v/t61_n.jpg",
                    new NoteState("n1", "calls on\nMondays", 1L, 1_768_497_607_000L))
            .asChat();

    private static final Chat EMPTY = new ChatState(
                    "c", null, null, ChatKind.OTHER, null, null, null, null, null, null, null, null, null, null, null)
            .asChat();

    private static final Chat MARKED = new ChatState(
                    "c",
                    "c",
                    null,
                    ChatKind.GROUP,
                    "",
                    -1,
                    0L,
                    true,
                    5L,
                    false,
                    false,
                    false,
                    false,
                    "",
                    new NoteState("", "", null, null))
            .asChat();

    /** Every event that the agent writes. */
    static Stream<Class<?>> types() {
        return leaves(Event.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventJsonTest::leaves)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsBackTheSameText(Class<?> type) throws ReflectiveOperationException {
        for (Chat before : List.of(FULL, EMPTY, MARKED)) {
            for (Chat after : List.of(FULL, EMPTY, MARKED)) {
                Event event = event(type, before, after);
                Event read = EventJson.read(event.toJson());

                assertThat(read).isInstanceOf(type);
                assertThat(read.toJson()).isEqualTo(event.toJson());
                assertThat(read.meta()).isEqualTo(META);
            }
        }
    }

    private static Event event(Class<?> type, Chat before, Chat after) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component, before, after))
                .toArray();
        return (Event) type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(RecordComponent component, Chat before, Chat after) {
        Class<?> type = component.getType();
        if (type == EventMeta.class) {
            return META;
        } else if (type == Chat.class) {
            return component.getName().equals("before") ? before : after;
        } else if (type == int.class) {
            return Integer.MAX_VALUE;
        } else if (type == Instant.class) {
            return NOON.plusNanos(123_456);
        } else if (type == Action.class) {
            boolean known = before.equals(FULL);
            return new ActionTold(
                    "a7", "send-text", "night", after.id(), known ? "M1" : null, known ? "x \"y\"" : null);
        }
        if (type == Notice.class) {
            return new NoticeTold("night", "waiting", "Ana \"waits\"\n", before.equals(FULL) ? after : null);
        }
        return "text of \"" + component.getName() + "\"\n";
    }

    @Test
    void readsBackTheCause() {
        Event event = new ChatAdded(META.withCause("night \"1\""), FULL);

        assertThat(event.toJson())
                .contains("\"data\":{\"account\":\"sales & \\\"co\\\"\",\"causedBy\":\"night \\\"1\\\"\"");
        assertThat(EventJson.read(event.toJson()).meta().causedBy()).contains("night \"1\"");
        assertThat(EventJson.read(new ChatAdded(META, FULL).toJson()).meta().causedBy())
                .isEmpty();
    }

    @Test
    void readsBackAnAction() {
        ActionTold action = new ActionTold("a7", "send-text", "night", "55119@lid", null, "no");
        ActionFailed read = (ActionFailed) EventJson.read(new ActionFailed(META, action).toJson());

        assertThat(read.action()).isEqualTo(action);
        assertThat(read.action().messageId()).isEmpty();
        assertThat(read.action().failure()).contains("no");
    }

    @Test
    void readsBackTheValues() {
        AccountBaselined baselined = (AccountBaselined) EventJson.read(new AccountBaselined(META, 0).toJson());
        assertThat(baselined.chats()).isZero();
        AccountFailing failing = (AccountFailing) EventJson.read(new AccountFailing(META, "unreachable", "").toJson());
        assertThat(failing.reason()).isEqualTo("unreachable");
        assertThat(failing.detail()).isEmpty();
        AccountRecovered recovered = (AccountRecovered) EventJson.read(new AccountRecovered(META, "x", NOON).toJson());
        assertThat(recovered.failingSince()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "null",
                "{}",
                "{\"type\":\"dev.vigia.account.connected\"}",
                "{\"type\":\"com.example.account.connected\",\"data\":{}}",
                "{\"type\":\"dev.vigia.chat.teleported\",\"data\":{}}"
            })
    void refuses_whatItDidNotWrite(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventJson.read(text));
    }

    @Test
    void refuses_whatIsCutOrChanged() {
        String text = new ChatAdded(META, FULL).toJson();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> EventJson.read(cut));
        }
        for (String changed : List.of(
                text.replace("2026-01-15T12:00:00.250Z", "noon"),
                text.replace("2026-01-15T17:20:07.123Z", "+1000000000-12-31T23:59:59.999999999Z"),
                text.replace("\"sequence\":\"9", "\"sequence\":\"x"),
                text.replace("\"person\"", "\"hologram\""),
                text.replace("\"spam\":true", "\"spam\":\"yes\""),
                text.replace("\"unread\":7", "\"unread\":null"))) {
            assertThat(changed).isNotEqualTo(text);
            assertThatIllegalArgumentException().isThrownBy(() -> EventJson.read(changed));
        }
    }
}
