package dev.vigia.agent.event;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Action;
import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.ActionInDoubt;
import dev.vigia.api.AnnouncementChanged;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.PhotoChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.Renamed;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import okio.Buffer;

/** Reads events back from the text that {@link Event#toJson} gave. */
public final class EventJson {
    private static final String TYPE_PREFIX = "dev.vigia.";

    /** Makes an event of its kind from its number and its data. */
    @FunctionalInterface
    private interface Maker {
        Event make(EventMeta meta, Fields data);
    }

    /** The shape that the records of most chat events share. */
    @FunctionalInterface
    private interface PairMaker {
        Event make(EventMeta meta, Chat before, Chat chat);
    }

    /** The shape of the events of actions. */
    @FunctionalInterface
    private interface ActionMaker {
        Event make(EventMeta meta, Action action);
    }

    private static final Map<String, Maker> MAKERS = Map.ofEntries(
            Map.entry(ChatAdded.TYPE, (meta, data) -> new ChatAdded(meta, data.chat("chat"))),
            Map.entry(ChatRemoved.TYPE, (meta, data) -> new ChatRemoved(meta, data.chat("before"))),
            pair(ChatIdentified.TYPE, ChatIdentified::new),
            pair(NewUnread.TYPE, NewUnread::new),
            pair(ChatRead.TYPE, ChatRead::new),
            pair(MarkedUnread.TYPE, MarkedUnread::new),
            pair(ChatActivity.TYPE, ChatActivity::new),
            pair(Renamed.TYPE, Renamed::new),
            pair(Muted.TYPE, Muted::new),
            pair(Unmuted.TYPE, Unmuted::new),
            pair(MarkedSpam.TYPE, MarkedSpam::new),
            pair(UnmarkedSpam.TYPE, UnmarkedSpam::new),
            pair(Archived.TYPE, Archived::new),
            pair(Unarchived.TYPE, Unarchived::new),
            pair(Pinned.TYPE, Pinned::new),
            pair(Unpinned.TYPE, Unpinned::new),
            pair(PhotoChanged.TYPE, PhotoChanged::new),
            pair(NoteChanged.TYPE, NoteChanged::new),
            pair(AnnouncementChanged.TYPE, AnnouncementChanged::new),
            action(ActionDone.TYPE, ActionDone::new),
            action(ActionFailed.TYPE, ActionFailed::new),
            action(ActionInDoubt.TYPE, ActionInDoubt::new),
            Map.entry(PluginNotice.TYPE, (meta, data) -> new PluginNotice(meta, data.notice())),
            Map.entry(AccountBaselined.TYPE, (meta, data) -> new AccountBaselined(meta, data.number("chats"))),
            Map.entry(
                    AccountMassChange.TYPE,
                    (meta, data) -> new AccountMassChange(meta, data.text("what"), data.number("chats"))),
            Map.entry(AccountConnected.TYPE, (meta, data) -> new AccountConnected(meta)),
            Map.entry(AccountDisconnected.TYPE, (meta, data) -> new AccountDisconnected(meta)),
            Map.entry(
                    AccountFailing.TYPE,
                    (meta, data) -> new AccountFailing(meta, data.text("reason"), data.text("detail"))),
            Map.entry(
                    AccountRecovered.TYPE,
                    (meta, data) ->
                            new AccountRecovered(meta, data.text("reason"), Instant.parse(data.text("failingSince")))));

    private EventJson() {}

    private static Map.Entry<String, Maker> pair(String type, PairMaker maker) {
        return Map.entry(type, (meta, data) -> maker.make(meta, data.chat("before"), data.chat("chat")));
    }

    private static Map.Entry<String, Maker> action(String type, ActionMaker maker) {
        return Map.entry(type, (meta, data) -> maker.make(meta, data.action()));
    }

    /**
     * Reads one event.
     *
     * @throws IllegalArgumentException if the text is none that this version of the agent could have written
     */
    public static Event read(String json) {
        try {
            return event(parse(json));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("an event with an unreadable time: " + e.getMessage(), e);
        }
    }

    private static Event event(Fields event) {
        String type = event.text("type");
        Maker maker = type.startsWith(TYPE_PREFIX) ? MAKERS.get(type.substring(TYPE_PREFIX.length())) : null;
        if (maker == null) {
            throw new IllegalArgumentException(
                    "an event of the unknown type " + type + "; was it written by a newer version of the agent?");
        }
        Fields data = event.object("data");
        Meta meta = new Meta(
                event.text("id"),
                data.text("account"),
                Long.parseLong(event.text("sequence")),
                Instant.parse(event.text("time")),
                data.textOrNull("causedBy"));
        return maker.make(meta, data);
    }

    private static Fields parse(String json) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
            return Fields.of(reader.readJsonValue());
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("an event's text is not JSON: " + e.getMessage(), e);
        }
    }
}
