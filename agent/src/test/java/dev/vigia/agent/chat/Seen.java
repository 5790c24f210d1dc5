package dev.vigia.agent.chat;

import dev.vigia.api.ChatKind;
import org.jspecify.annotations.Nullable;

/** One entry of an answer, for tests: what is not said is unknown. Each method returns another entry. */
final class Seen implements Cloneable {
    private @Nullable String phone;
    private @Nullable String lid;
    private @Nullable String name;
    private @Nullable Integer unread;
    private @Nullable Long lastMessageAt;
    private @Nullable Boolean spam;
    private @Nullable Boolean archived;
    private @Nullable Boolean pinned;
    private @Nullable Boolean announcement;
    private @Nullable String photo;
    private @Nullable Boolean muted;
    private @Nullable Long muteEnd;
    private @Nullable NoteState note;

    static Seen phone(String phone) {
        Seen seen = new Seen();
        seen.phone = phone;
        return seen;
    }

    static Seen lid(String lid) {
        return new Seen().withLid(lid);
    }

    /** An entry that tells all there is to tell. */
    static Seen full(String phone) {
        return phone(phone)
                .name("Ana")
                .unread(0)
                .lastMessageAt(1_000_000)
                .muted(false, null)
                .spam(false)
                .archived(false)
                .pinned(false)
                .announcement(false)
                .photo("/v/a.jpg")
                .note("frágil");
    }

    Seen withLid(String value) {
        Seen seen = copy();
        seen.lid = value;
        return seen;
    }

    Seen name(String value) {
        Seen seen = copy();
        seen.name = value;
        return seen;
    }

    Seen unread(int value) {
        Seen seen = copy();
        seen.unread = value;
        return seen;
    }

    Seen lastMessageAt(long value) {
        Seen seen = copy();
        seen.lastMessageAt = value;
        return seen;
    }

    Seen spam(boolean value) {
        Seen seen = copy();
        seen.spam = value;
        return seen;
    }

    Seen archived(boolean value) {
        Seen seen = copy();
        seen.archived = value;
        return seen;
    }

    Seen pinned(boolean value) {
        Seen seen = copy();
        seen.pinned = value;
        return seen;
    }

    Seen announcement(boolean value) {
        Seen seen = copy();
        seen.announcement = value;
        return seen;
    }

    Seen photo(String value) {
        Seen seen = copy();
        seen.photo = value;
        return seen;
    }

    Seen muted(boolean value, @Nullable Long end) {
        Seen seen = copy();
        seen.muted = value;
        seen.muteEnd = end;
        return seen;
    }

    Seen note(String content) {
        Seen seen = copy();
        seen.note = new NoteState("n1", content, null, null);
        return seen;
    }

    ChatSeen chat() {
        return new ChatSeen(
                phone,
                lid,
                ChatKind.PERSON,
                name,
                unread,
                lastMessageAt,
                muted,
                muteEnd,
                spam,
                archived,
                pinned,
                announcement,
                photo,
                note);
    }

    private Seen copy() {
        try {
            return (Seen) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
