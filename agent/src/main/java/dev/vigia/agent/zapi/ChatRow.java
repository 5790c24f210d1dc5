package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.NoteState;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one chat after another. A key that comes twice in one chat says nothing, since nobody can tell which one is meant. */
final class ChatRow {
    private static final int PHONE = 0;
    private static final int LID = 1;
    private static final int NAME = 2;
    private static final int UNREAD = 3;
    private static final int LAST_MESSAGE = 4;
    private static final int MUTED = 5;
    private static final int MUTE_END = 6;
    private static final int SPAM = 7;
    private static final int ARCHIVED = 8;
    private static final int PINNED = 9;
    private static final int ANNOUNCEMENT = 10;
    private static final int GROUP = 11;
    private static final int PHOTO = 12;
    private static final int NOTE = 13;

    // In the order of the numbers above. The rest says nothing to us, but is often there: the reader is slow with names
    // it does not know.
    private static final JsonReader.Options KEYS = JsonReader.Options.of(
            "phone",
            "lid",
            "name",
            "unread",
            "lastMessageTime",
            "isMuted",
            "muteEndTime",
            "isMarkedSpam",
            "archived",
            "pinned",
            "isGroupAnnouncement",
            "isGroup",
            "profileThumbnail",
            "notes",
            "messagesUnread",
            "communityId",
            "about",
            "ephemeralExpiration");

    private final @Nullable Object[] values = new Object[NOTE + 1];

    /** The next value, which is an object, as a chat; null if it does not say whose chat it is. */
    @Nullable
    ChatSeen read(JsonValues json) throws IOException {
        json.beginObject();
        return readRest(json);
    }

    /** The same for an object that is already begun. */
    @Nullable
    ChatSeen readRest(JsonValues json) throws IOException {
        Arrays.fill(values, null);
        int seen = 0;
        while (json.hasNext()) {
            int key = json.key(KEYS);
            if (key < 0 || key > NOTE) {
                json.skip();
            } else if ((seen & (1 << key)) == 0) {
                seen |= 1 << key;
                values[key] = value(key, json);
            } else {
                json.skip();
                values[key] = null;
            }
        }
        json.endObject();
        return chat();
    }

    private static @Nullable Object value(int key, JsonValues json) throws IOException {
        return switch (key) {
            case PHONE, LID -> ChatIdentity.read(json);
            case NAME -> ChatName.read(json);
            case UNREAD -> json.count();
            case LAST_MESSAGE -> Timestamps.lastMessage(json);
            case MUTE_END -> Timestamps.muteEnd(json);
            case PHOTO -> PhotoPath.read(json);
            case NOTE -> NoteReader.read(json);
            default -> json.flag();
        };
    }

    private @Nullable ChatSeen chat() {
        String named = (String) values[PHONE];
        String phone = ChatIdentity.isLid(named) ? null : named;
        String lid = ChatIdentity.isLid((String) values[LID]) ? (String) values[LID] : null;
        if (lid == null && phone == null) {
            lid = named;
        }
        if (lid == null && phone == null) {
            return null;
        }
        return new ChatSeen(
                phone,
                lid,
                ChatIdentity.kind(phone, (Boolean) values[GROUP]),
                (String) values[NAME],
                (Integer) values[UNREAD],
                (Long) values[LAST_MESSAGE],
                (Boolean) values[MUTED],
                (Long) values[MUTE_END],
                (Boolean) values[SPAM],
                (Boolean) values[ARCHIVED],
                (Boolean) values[PINNED],
                (Boolean) values[ANNOUNCEMENT],
                (String) values[PHOTO],
                (NoteState) values[NOTE]);
    }
}
