package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of the events are promised: configurations, journals and webhooks bear them. */
class EventTypesTest {
    @Test
    void family_hasTheseNames() {
        assertThat(records(Event.class).map(EventTypesTest::nameOf))
                .containsExactlyInAnyOrder(
                        "chat.added",
                        "chat.removed",
                        "chat.identified",
                        "chat.new-unread",
                        "chat.read",
                        "chat.marked-unread",
                        "chat.activity",
                        "chat.renamed",
                        "chat.muted",
                        "chat.unmuted",
                        "chat.marked-spam",
                        "chat.unmarked-spam",
                        "chat.archived",
                        "chat.unarchived",
                        "chat.pinned",
                        "chat.unpinned",
                        "chat.photo-changed",
                        "chat.note-changed",
                        "chat.announcement-changed",
                        "account.baselined",
                        "account.connected",
                        "account.disconnected",
                        "account.failing",
                        "account.recovered",
                        "account.mass-change",
                        "action.done",
                        "action.failed",
                        "action.in-doubt",
                        "plugin.notice");
        assertThat(Event.types())
                .containsExactlyInAnyOrderElementsOf(records(Event.class)
                        .map(type -> String.valueOf(nameOf(type)))
                        .toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(Objects.requireNonNull(type.getPermittedSubclasses()))
                        .flatMap(EventTypesTest::records);
    }

    private static Object nameOf(Class<?> record) {
        try {
            return Objects.requireNonNull(record.getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(record + " has no public constant TYPE", e);
        }
    }
}
