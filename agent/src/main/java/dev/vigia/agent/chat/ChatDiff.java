package dev.vigia.agent.chat;

import dev.vigia.api.AnnouncementChanged;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.PhotoChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.Renamed;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The differences between what was known of one chat and what was seen, in the order in which plugins hear of them.
 *
 * <p>A value that is learnt for the first time is no difference.
 */
final class ChatDiff {
    private final ChatState before;
    private final ChatState after;
    private final List<Fact> facts = new ArrayList<>();

    private ChatDiff(ChatState before, ChatState after) {
        this.before = before;
        this.after = after;
    }

    /** @param identified whether another chat, known by other names, turned out to be this one */
    static List<Fact> between(ChatState before, ChatState after, boolean identified) {
        return new ChatDiff(before, after).facts(identified);
    }

    /** What a chat makes that was not there before. Its first unread count is news, unlike any other first value. */
    static List<Fact> appeared(ChatState chat) {
        Fact added = meta -> new ChatAdded(meta, chat.asChat());
        if (chat.unreadCount() == 0) {
            return List.of(added);
        }
        ChatState asAllRead = chat.withUnread(0);
        return List.of(added, meta -> new NewUnread(meta, asAllRead.asChat(), chat.asChat()));
    }

    private List<Fact> facts(boolean identified) {
        boolean oneWasUnknown = before.phone() == null ^ before.lid() == null;
        if (identified || (oneWasUnknown && after.phone() != null && after.lid() != null)) {
            add(ChatIdentified::new);
        }
        unread();
        if (changed(before.name(), after.name())) {
            add(Renamed::new);
        }
        mute();
        flag(before.spam(), after.spam(), MarkedSpam::new, UnmarkedSpam::new);
        flag(before.archived(), after.archived(), Archived::new, Unarchived::new);
        flag(before.pinned(), after.pinned(), Pinned::new, Unpinned::new);
        if (changed(before.photo(), after.photo())) {
            add(PhotoChanged::new);
        }
        if (changed(before.note(), after.note())) {
            add(NoteChanged::new);
        }
        flag(before.announcement(), after.announcement(), AnnouncementChanged::new, AnnouncementChanged::new);
        return facts;
    }

    private void unread() {
        boolean rose = false;
        if (before.unread() != null) {
            rose = after.unreadCount() > before.unreadCount();
            boolean fell = after.unreadCount() < before.unreadCount();
            boolean markCleared = before.isMarkedUnread() && !after.isMarkedUnread();
            if (rose) {
                add(NewUnread::new);
            } else if (fell || markCleared) {
                add(ChatRead::new);
            }
            if (after.isMarkedUnread() && !before.isMarkedUnread()) {
                add(MarkedUnread::new);
            }
        }
        // The owner's own messages move the time as well: only a risen count speaks of somebody else's.
        if (!rose && changed(before.lastMessageAt(), after.lastMessageAt())) {
            add(ChatActivity::new);
        }
    }

    private void mute() {
        flag(before.muted(), after.muted(), Muted::new, Unmuted::new);
        if (before.isMuted() && after.isMuted() && changed(before.mutedUntil(), after.mutedUntil())) {
            add(Muted::new);
        }
    }

    private void flag(@Nullable Boolean was, @Nullable Boolean is, PairEvent set, PairEvent cleared) {
        if (was != null && is != null && !was.equals(is)) {
            add(is ? set : cleared);
        }
    }

    private static boolean changed(@Nullable Object was, @Nullable Object is) {
        return was != null && is != null && !Objects.equals(was, is);
    }

    private void add(PairEvent event) {
        facts.add(meta -> event.of(meta, before.asChat(), after.asChat()));
    }

    /** The shape that the records of all chat events share but those of appearing and of removal. */
    @FunctionalInterface
    private interface PairEvent {
        Event of(EventMeta meta, Chat before, Chat after);
    }
}
