package dev.vigia.testkit;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.Note;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chat for tests. Immutable; each method that begins with {@code with} returns a changed copy.
 *
 * <pre>{@code
 * TestChat ana = TestChat.of("5511990000001").withName("Ana").withUnread(3);
 * }</pre>
 *
 * <p>What is not said of it is "none", as of a chat of which the gateway told no more than its id. Two chats are equal if everything
 * about them is.
 *
 * @since 0.1
 */
public final class TestChat implements Chat {
    private static final int MARKED_UNREAD = -1;

    private record WrittenNote(String id, String content, Optional<Instant> createdAt, Optional<Instant> updatedAt)
            implements Note {}

    private final String id;
    private @Nullable String phone;
    private @Nullable String lid;
    private ChatKind kind;
    private String name = "";
    private int unread;
    private @Nullable Instant lastMessageAt;
    private boolean muted;
    private @Nullable Instant mutedUntil;
    private boolean spam;
    private boolean archived;
    private boolean pinned;
    private boolean announcement;
    private @Nullable String photo;
    private @Nullable Note note;

    private TestChat(String id, ChatKind kind) {
        this.id = id;
        this.kind = kind;
    }

    private TestChat(TestChat other) {
        this(other.id, other.kind);
        phone = other.phone;
        lid = other.lid;
        name = other.name;
        unread = other.unread;
        lastMessageAt = other.lastMessageAt;
        muted = other.muted;
        mutedUntil = other.mutedUntil;
        spam = other.spam;
        archived = other.archived;
        pinned = other.pinned;
        announcement = other.announcement;
        photo = other.photo;
        note = other.note;
    }

    /**
     * A chat with an id. An id that ends with {@code @lid} is the person's lid, any other also the chat's phone. What kind of chat it is
     * follows from the id's form, as at the agent; {@link #withKind} says otherwise:
     *
     * <ul>
     *   <li>{@code 5511990000001} and {@code 111222333@lid} are persons
     *   <li>{@code 120363000000000001-group} and {@code 5511990000001-1623281429} are groups
     *   <li>{@code 5511990000001-broadcast} is a broadcast list
     *   <li>{@code 120363000000000001@newsletter} is a channel, also without what is behind the number
     *   <li>{@code status@broadcast} are the status updates
     *   <li>anything else with an {@code @} is {@link ChatKind#OTHER}, and a word such as {@code ana} a person
     * </ul>
     *
     * @param id not empty
     * @throws IllegalArgumentException if it is
     */
    public static TestChat of(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of a chat is empty");
        }
        TestChat chat = new TestChat(id, KindOfId.of(id));
        return id.endsWith("@lid") ? chat.withLid(id) : chat.withPhone(id);
    }

    /** With everything that another chat has, such as one that an event brought. */
    static TestChat copyOf(Chat chat) {
        if (chat instanceof TestChat same) {
            return same;
        }
        TestChat copy = new TestChat(chat.id(), chat.kind());
        copy.phone = chat.phone().orElse(null);
        copy.lid = chat.lid().orElse(null);
        copy.name = chat.name();
        copy.unread = chat.markedUnread() ? MARKED_UNREAD : chat.unread();
        copy.lastMessageAt = chat.lastMessageAt().orElse(null);
        copy.muted = chat.muted();
        copy.mutedUntil = chat.mutedUntil().orElse(null);
        copy.spam = chat.spam();
        copy.archived = chat.archived();
        copy.pinned = chat.pinned();
        copy.announcement = chat.announcement();
        copy.photo = chat.photo().orElse(null);
        copy.note = chat.note().orElse(null);
        return copy;
    }

    /** With a phone number, or the id of a group; an empty text for none. */
    public TestChat withPhone(String newPhone) {
        return copy(chat -> chat.phone = newPhone.isEmpty() ? null : newPhone);
    }

    /** With a lid; an empty text for none. */
    public TestChat withLid(String newLid) {
        return copy(chat -> chat.lid = newLid.isEmpty() ? null : newLid);
    }

    /** Of another kind. */
    public TestChat withKind(ChatKind newKind) {
        return copy(chat -> chat.kind = newKind);
    }

    /** With another name; an empty text for none. */
    public TestChat withName(String newName) {
        return copy(chat -> chat.name = newName);
    }

    /** With a number of unread messages, and not marked as unread. */
    public TestChat withUnread(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " messages cannot be unread");
        }
        return copy(chat -> chat.unread = count);
    }

    /** Marked as unread by hand, which makes its unread count 0. */
    public TestChat withUnreadMark() {
        return copy(chat -> chat.unread = MARKED_UNREAD);
    }

    /** With a last message that came or went at a time. */
    public TestChat withLastMessageAt(Instant time) {
        return copy(chat -> chat.lastMessageAt = time);
    }

    /** Muted until a time, or for ever: {@link Chat#FOREVER}. */
    public TestChat withMuteUntil(Instant end) {
        return copy(chat -> {
            chat.muted = true;
            chat.mutedUntil = end;
        });
    }

    /** Muted, and nobody knows until when, or not muted. */
    public TestChat withMute(boolean isMuted) {
        return copy(chat -> {
            chat.muted = isMuted;
            chat.mutedUntil = null;
        });
    }

    /** Marked as spam, or not. */
    public TestChat withSpam(boolean isSpam) {
        return copy(chat -> chat.spam = isSpam);
    }

    /** Archived, or not. */
    public TestChat withArchived(boolean isArchived) {
        return copy(chat -> chat.archived = isArchived);
    }

    /** Pinned to the top of the list, or not. */
    public TestChat withPinned(boolean isPinned) {
        return copy(chat -> chat.pinned = isPinned);
    }

    /** A group in which only administrators write, or not. */
    public TestChat withAnnouncement(boolean isAnnouncement) {
        return copy(chat -> chat.announcement = isAnnouncement);
    }

    /** With a picture, by the path that names it; an empty text for none. */
    public TestChat withPhoto(String path) {
        return copy(chat -> chat.photo = path.isEmpty() ? null : path);
    }

    /** With a note, of which no times are known; an empty text for none. */
    public TestChat withNote(String text) {
        Note written = new WrittenNote("note-" + id, text, Optional.empty(), Optional.empty());
        return copy(chat -> chat.note = text.isEmpty() ? null : written);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    @Override
    public Optional<String> lid() {
        return Optional.ofNullable(lid);
    }

    @Override
    public ChatKind kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int unread() {
        return Math.max(0, unread);
    }

    @Override
    public boolean markedUnread() {
        return unread == MARKED_UNREAD;
    }

    @Override
    public Optional<Instant> lastMessageAt() {
        return Optional.ofNullable(lastMessageAt);
    }

    @Override
    public boolean muted() {
        return muted;
    }

    @Override
    public Optional<Instant> mutedUntil() {
        return Optional.ofNullable(mutedUntil);
    }

    @Override
    public boolean spam() {
        return spam;
    }

    @Override
    public boolean archived() {
        return archived;
    }

    @Override
    public boolean pinned() {
        return pinned;
    }

    @Override
    public boolean announcement() {
        return announcement;
    }

    @Override
    public Optional<String> photo() {
        return Optional.ofNullable(photo);
    }

    @Override
    public Optional<Note> note() {
        return Optional.ofNullable(note);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestChat chat && toJson().equals(chat.toJson());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    private TestChat copy(Consumer<TestChat> change) {
        TestChat copy = new TestChat(this);
        change.accept(copy);
        return copy;
    }
}
