package dev.vigia.testkit;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Context;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Pinned;
import dev.vigia.api.Renamed;
import dev.vigia.api.State;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One account of a test: makes its events, and knows its chats.
 *
 * <p>The methods that are called what happens, such as {@link #newUnread} or {@link #archived}, make the event, deliver it, and return it.
 * They return when the plugin has done with it all that is to be done at this time. What a chat was before is what the events so far
 * told of it; a chat that none told of is {@link TestChat#of} its id. They throw {@link IllegalStateException} if the agent is closed, or
 * if the plugin itself calls them, and {@link IllegalArgumentException} if the id of the chat is empty.
 *
 * @see TestAgent#account
 * @since 0.1
 */
public sealed class TestAccount permits TestAgent {
    /**
     * A chat event's record: its constructor, {@code NoteChanged::new} for instance.
     *
     * @param <E> the type of event
     * @since 0.1
     */
    @FunctionalInterface
    public interface Change<E extends ChatEvent> {
        /** Makes the event. */
        E make(EventMeta meta, Chat before, Chat chat);
    }

    final Lane lane;
    final Account account;

    TestAccount(Lane lane, Account account) {
        this.lane = lane;
        this.account = account;
    }

    /** The account's name in the configuration. */
    public String name() {
        return account.name();
    }

    /**
     * Has the account's first look be complete, with these chats and those that are known already, and delivers the
     * {@link AccountBaselined} that tells so. Jobs begin with that, or with the first event of a chat if that comes earlier.
     *
     * @throws IllegalStateException if the agent is closed
     */
    public AccountBaselined baseline(TestChat... chats) {
        know(chats);
        account.baselined();
        return delivered(new AccountBaselined(meta(), account.chats().size()));
    }

    /**
     * Sets what is known of chats, without any event. {@link Context#chats()} has them once the first look is complete.
     *
     * @throws IllegalStateException if the agent is closed
     */
    public void know(TestChat... chats) {
        lane.checkMayWork();
        List.of(chats).forEach(account::know);
    }

    /** The chat as the events so far told of it; {@link TestChat#of} the id if none did. */
    public TestChat chat(String id) {
        Chat known = account.chat(id);
        return known == null ? TestChat.of(id) : TestChat.copyOf(known);
    }

    /** What an event that is observed now needs to say which event it is. Each call counts on. */
    public TestMeta meta() {
        return account.newMeta(lane.now());
    }

    /**
     * Something new to read, come just now: {@link NewUnread}.
     *
     * @param before how many messages were unread before
     * @param now how many are unread now
     * @throws IllegalArgumentException if one of these is below zero
     */
    public NewUnread newUnread(String chatId, int before, int now) {
        TestChat known = chat(chatId).withUnread(before);
        return delivered(new NewUnread(meta(), known, known.withUnread(now).withLastMessageAt(lane.now())));
    }

    /**
     * Some of the unread messages were read, or all: {@link ChatRead}.
     *
     * @param before how many messages were unread before
     * @param now how many are still unread
     * @throws IllegalArgumentException if one of these is below zero
     */
    public ChatRead read(String chatId, int before, int now) {
        return delivered(new ChatRead(
                meta(), chat(chatId).withUnread(before), chat(chatId).withUnread(now)));
    }

    /** A chat appeared: {@link ChatAdded}. If it has unread messages, the agent would tell of them by a {@link NewUnread} that follows. */
    public ChatAdded added(TestChat chat) {
        return delivered(new ChatAdded(meta(), chat));
    }

    /** A chat is gone: {@link ChatRemoved}. */
    public ChatRemoved removed(String chatId) {
        return delivered(new ChatRemoved(meta(), chat(chatId)));
    }

    /** Somebody marked a chat as unread by hand: {@link MarkedUnread}. */
    public MarkedUnread markedUnread(String chatId) {
        return changed(MarkedUnread::new, chatId, TestChat::withUnreadMark);
    }

    /** A chat has another name: {@link Renamed}. */
    public Renamed renamed(String chatId, String name) {
        return changed(Renamed::new, chatId, chat -> chat.withName(name));
    }

    /** A chat was muted for ever: {@link Muted}. */
    public Muted muted(String chatId) {
        return changed(Muted::new, chatId, chat -> chat.withMuteUntil(Chat.FOREVER));
    }

    /** A chat is no longer muted: {@link Unmuted}. */
    public Unmuted unmuted(String chatId) {
        return changed(Unmuted::new, chatId, chat -> chat.withMute(false));
    }

    /** A chat was marked as spam: {@link MarkedSpam}. */
    public MarkedSpam markedSpam(String chatId) {
        return changed(MarkedSpam::new, chatId, chat -> chat.withSpam(true));
    }

    /** The mark "spam" was taken from a chat: {@link UnmarkedSpam}. */
    public UnmarkedSpam unmarkedSpam(String chatId) {
        return changed(UnmarkedSpam::new, chatId, chat -> chat.withSpam(false));
    }

    /** A chat was archived: {@link Archived}. */
    public Archived archived(String chatId) {
        return changed(Archived::new, chatId, chat -> chat.withArchived(true));
    }

    /** A chat was taken out of the archive: {@link Unarchived}. */
    public Unarchived unarchived(String chatId) {
        return changed(Unarchived::new, chatId, chat -> chat.withArchived(false));
    }

    /** A chat was pinned: {@link Pinned}. */
    public Pinned pinned(String chatId) {
        return changed(Pinned::new, chatId, chat -> chat.withPinned(true));
    }

    /** A chat is no longer pinned: {@link Unpinned}. */
    public Unpinned unpinned(String chatId) {
        return changed(Unpinned::new, chatId, chat -> chat.withPinned(false));
    }

    /**
     * Something else changed of a chat: {@code changed(NoteChanged::new, "5511990000001", chat -> chat.withNote("calls on Mondays"))}.
     *
     * @param record the event's constructor
     * @param change makes what the chat is now of what it was
     */
    public <E extends ChatEvent> E changed(Change<E> record, String chatId, UnaryOperator<TestChat> change) {
        TestChat before = chat(chatId);
        return delivered(record.make(meta(), before, change.apply(before)));
    }

    /**
     * Lets events be lost, as if they had been deleted while the plugin was not running, and tells the plugin by its
     * {@link dev.vigia.api.Setup#onGap} handler before anything else.
     *
     * @param events how many numbers of events are left out, 1 or more
     * @throws IllegalArgumentException for less
     * @throws IllegalStateException if the agent is closed
     */
    public void lose(int events) {
        if (events < 1) {
            throw new IllegalArgumentException(events + " events cannot be lost; lose 1 or more");
        }
        lane.checkMayWork();
        account.lose(events, lane.now());
        lane.work();
    }

    /** What the plugin has stored for this account. What the test changes in it is stored at once, unless the agent is closed. */
    public State state() {
        return new StoredState(lane, account, "");
    }

    /** What the plugin has stored of one chat of this account. What the test changes in it is stored at once, unless the agent is closed. */
    public State state(Chat chat) {
        return new StoredState(lane, account, chat.id());
    }

    private <E extends Event> E delivered(E event) {
        lane.deliver(List.of(event));
        return event;
    }
}
