package dev.vigia.agent.simulator;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One chat of a simulated account, as the phone knows it: the truth that answers are written from.
 *
 * @param phone the number, the id of a group, list or newsletter, or a {@code …@lid}
 * @param unread the count, or {@link #MARKED_UNREAD}
 * @param lastMessageTime epoch milliseconds, 0 without any message
 * @param muteEndTime epoch milliseconds, {@link #FOREVER}, or 0 when nothing is told of it
 * @param photo the path that names the picture
 */
public record SimulatedChat(
        String phone,
        @Nullable String lid,
        String name,
        int unread,
        long lastMessageTime,
        long muteEndTime,
        Set<Flag> flags,
        @Nullable String photo,
        @Nullable Note note) {

    /** The count of a chat that was marked as unread by hand. */
    public static final int MARKED_UNREAD = -1;

    /** The end of a mute that does not end. */
    public static final long FOREVER = -1;

    private static final Pattern OLD_GROUP = Pattern.compile("\\d+-\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** What a chat is or is not. */
    public enum Flag {
        GROUP,
        ANNOUNCEMENT,
        MUTED,
        SPAM,
        ARCHIVED,
        PINNED
    }

    /** What the owner of a business account wrote down about a chat; times in epoch milliseconds. */
    public record Note(String id, String content, long createdAt, long lastUpdateAt) {}

    public SimulatedChat {
        if (phone.isBlank()) {
            throw new IllegalArgumentException("a simulated chat needs a phone; it may be a group's id or a …@lid");
        }
        // An EnumSet keeps the order of its constants, so equal worlds also print alike.
        EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
        copy.addAll(flags);
        flags = Collections.unmodifiableSet(copy);
    }

    /** A quiet chat. The form of its phone tells whether it is a group; a person gets a lid. */
    public static SimulatedChat of(String phone, String name) {
        boolean group = phone.endsWith("-group") || OLD_GROUP.matcher(phone).matches();
        Set<Flag> flags = group ? Set.of(Flag.GROUP) : Set.of();
        return new SimulatedChat(phone, lidOf(phone), name, 0, 0, 0, flags, null, null);
    }

    private static @Nullable String lidOf(String phone) {
        if (phone.endsWith("@lid")) {
            return phone;
        }
        return NUMBER.matcher(phone).matches() ? "2" + new StringBuilder(phone).reverse() + "@lid" : null;
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    boolean isCalled(String id) {
        return id.equals(phone) || id.equals(lid);
    }

    public SimulatedChat identified(String newPhone, @Nullable String newLid) {
        return new SimulatedChat(newPhone, newLid, name, unread, lastMessageTime, muteEndTime, flags, photo, note);
    }

    public SimulatedChat named(String newName) {
        return new SimulatedChat(phone, lid, newName, unread, lastMessageTime, muteEndTime, flags, photo, note);
    }

    public SimulatedChat unread(int count) {
        return new SimulatedChat(phone, lid, name, count, lastMessageTime, muteEndTime, flags, photo, note);
    }

    public SimulatedChat lastMessageAt(long time) {
        return new SimulatedChat(phone, lid, name, unread, time, muteEndTime, flags, photo, note);
    }

    /** This chat with messages more that nobody has read. */
    SimulatedChat received(int messages, long time) {
        return unread(Math.max(0, unread) + messages).lastMessageAt(time);
    }

    public SimulatedChat with(Flag flag) {
        EnumSet<Flag> more = EnumSet.of(flag);
        more.addAll(flags);
        return withFlags(more);
    }

    public SimulatedChat without(Flag flag) {
        EnumSet<Flag> fewer = EnumSet.allOf(Flag.class);
        fewer.retainAll(flags);
        fewer.remove(flag);
        return withFlags(fewer);
    }

    private SimulatedChat withFlags(Set<Flag> newFlags) {
        return new SimulatedChat(phone, lid, name, unread, lastMessageTime, muteEndTime, newFlags, photo, note);
    }

    /** This chat muted until then: epoch milliseconds or {@link #FOREVER}. */
    public SimulatedChat mutedUntil(long end) {
        return new SimulatedChat(phone, lid, name, unread, lastMessageTime, end, flags, photo, note).with(Flag.MUTED);
    }

    /** This chat no longer muted. The end of a mute that ran out stays to be seen, as the gateway shows it. */
    SimulatedChat unmuted(long now) {
        long end = muteEndTime > now ? 0 : Math.max(0, muteEndTime);
        return new SimulatedChat(phone, lid, name, unread, lastMessageTime, end, flags, photo, note)
                .without(Flag.MUTED);
    }

    public SimulatedChat pictured(@Nullable String path) {
        return new SimulatedChat(phone, lid, name, unread, lastMessageTime, muteEndTime, flags, path, note);
    }

    public SimulatedChat noted(String content, long time) {
        Note next = note == null
                ? new Note("note-" + phone, content, time, time)
                : new Note(note.id, content, note.createdAt, time);
        return new SimulatedChat(phone, lid, name, unread, lastMessageTime, muteEndTime, flags, photo, next);
    }
}
