package dev.vigia.plugins.console;

import dev.vigia.api.AnnouncementChanged;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Note;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.PhotoChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.Renamed;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import java.util.Optional;

/** Puts what happened to a chat into words. */
final class ChatTelling {
    private static final int LONGEST_TEXT = 60;

    private ChatTelling() {}

    static Telling of(ChatEvent event, Times times) {
        Chat chat = event.latest();
        Chat before = event.before() == null ? chat : event.before();
        return switch (event.type()) {
            case ChatAdded.TYPE -> new Telling(Tone.NEWS, "new chat", "");
            case ChatRemoved.TYPE -> new Telling(Tone.CAUTION, "chat gone", "");
            case ChatIdentified.TYPE -> new Telling(Tone.PLAIN, "identified", "phone and @lid are one chat");
            case NewUnread.TYPE -> new Telling(Tone.CALL, counts("new unread", before, chat), "");
            case ChatRead.TYPE ->
                before.unread() == chat.unread()
                        ? new Telling(Tone.PLAIN, "read", "no longer marked as unread")
                        : new Telling(Tone.PLAIN, counts("read", before, chat), "");
            case MarkedUnread.TYPE -> new Telling(Tone.CALL, "marked as unread", "");
            case ChatActivity.TYPE ->
                new Telling(
                        Tone.PLAIN,
                        "activity",
                        chat.lastMessageAt()
                                .map(at -> "last message " + times.of(at))
                                .orElse("no messages left"));
            case Renamed.TYPE -> new Telling(Tone.PLAIN, "renamed", "was " + quoted(Phone.maskedName(before.name())));
            case Muted.TYPE ->
                new Telling(
                        Tone.PLAIN,
                        "muted",
                        chat.mutedUntil()
                                .map(end -> end.equals(Chat.FOREVER) ? "for ever" : "until " + times.of(end))
                                .orElse(""));
            case Unmuted.TYPE -> new Telling(Tone.PLAIN, "unmuted", "");
            case MarkedSpam.TYPE -> new Telling(Tone.ALARM, "marked as spam", "");
            case UnmarkedSpam.TYPE -> new Telling(Tone.WELL, "no longer spam", "");
            case Archived.TYPE -> new Telling(Tone.PLAIN, "archived", "");
            case Unarchived.TYPE -> new Telling(Tone.PLAIN, "unarchived", "");
            case Pinned.TYPE -> new Telling(Tone.PLAIN, "pinned", "");
            case Unpinned.TYPE -> new Telling(Tone.PLAIN, "unpinned", "");
            case PhotoChanged.TYPE -> new Telling(Tone.PLAIN, "new picture", "");
            case NoteChanged.TYPE -> note(chat.note());
            case AnnouncementChanged.TYPE ->
                new Telling(Tone.PLAIN, chat.announcement() ? "only admins write" : "all members write", "");
            default -> Telling.unknown(event);
        };
    }

    private static String counts(String label, Chat before, Chat chat) {
        return "%-10s %2d → %d".formatted(label, before.unread(), chat.unread());
    }

    private static Telling note(Optional<Note> note) {
        return note.filter(present -> !present.content().isBlank())
                .map(present -> new Telling(Tone.PLAIN, "note", quoted(present.content())))
                .orElseGet(() -> new Telling(Tone.PLAIN, "note removed", ""));
    }

    private static String quoted(String text) {
        return '"' + Safe.text(text, LONGEST_TEXT) + '"';
    }
}
