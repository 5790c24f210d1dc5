package dev.vigia.agent.plugin;

import static java.util.Objects.requireNonNull;

import dev.vigia.agent.store.Effects.NoticeGiven;
import dev.vigia.agent.store.PluginMemory;
import dev.vigia.agent.store.StoreException;
import dev.vigia.api.Actions;
import dev.vigia.api.Chat;
import dev.vigia.api.Context;
import dev.vigia.api.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** One call into a plugin's code: what the code may know and ask for, until the call is over. */
final class Call implements Context {
    /** Reads the store for a plugin, which has no use for the store's own exception. */
    interface Reading<T> {
        T read() throws StoreException;
    }

    /**
     * What is the same for all calls for one event or run.
     *
     * @param chat the id of the chat it is about, or {@code ""}
     * @param answersNotice whether the event is a notice, which no other may answer
     */
    record Occasion(
            String instance,
            String account,
            String chat,
            Instant now,
            int attempt,
            boolean replay,
            boolean answersNotice,
            PluginMemory memory,
            Logger log) {}

    private final Thread thread = Thread.currentThread();
    private final Occasion occasion;
    private final String where;
    private final String key;
    private final EffectsDraft effects;
    private @Nullable List<Chat> chats;
    private @Nullable StoreException storeFailure;
    private int asked;
    private boolean pure;
    private volatile boolean over;

    /**
     * @param where which part of the plugin is called, for messages
     * @param key the same at every attempt
     */
    Call(Occasion occasion, String where, String key, EffectsDraft effects) {
        this.occasion = occasion;
        this.where = where;
        this.key = key;
        this.effects = effects;
    }

    @Override
    public Instant now() {
        check("now");
        return occasion.now();
    }

    @Override
    public String account() {
        check("account");
        return occasion.account();
    }

    @Override
    public int attempt() {
        check("attempt");
        return occasion.attempt();
    }

    @Override
    public boolean isReplay() {
        check("isReplay");
        return occasion.replay();
    }

    @Override
    public String idempotencyKey() {
        check("idempotencyKey");
        return key;
    }

    @Override
    public State state() {
        check("state");
        return new CallState(this, occasion, "", effects);
    }

    @Override
    public State state(Chat chat) {
        check("state");
        return new CallState(this, occasion, chat.id(), effects);
    }

    @Override
    public Actions actions() {
        checkMayAct("actions");
        return new CallActions(this, occasion.now(), effects);
    }

    @Override
    public void notice(String kind, String text) {
        give(null, kind, text);
    }

    @Override
    public void notice(Chat chat, String kind, String text) {
        give(requireNonNull(chat, "the chat of a notice is null; leave it out if it is about the account"), kind, text);
    }

    private void give(@Nullable Chat chat, String kind, String text) {
        checkMayAct("notice");
        if (occasion.answersNotice()) {
            throw new IllegalStateException(
                    "Context.notice was called while a notice is handled, in " + where + " of plugin instance \""
                            + occasion.instance() + "\". Notices that answer notices could go on for ever");
        }
        if (!requireNonNull(kind, "the kind of a notice is null").matches("[A-Za-z0-9.-]{1,100}")) {
            throw new IllegalArgumentException(
                    "\"" + kind + "\" is no kind of notice; it has letters, digits, '.' and '-' only, up to 100");
        }
        effects.give(new NoticeGiven(chat, kind, text(text, "text of a notice")));
    }

    @Override
    public List<Chat> chats() {
        check("chats");
        List<Chat> known = chats;
        if (known == null) {
            known = reading(() -> occasion.memory().chats(occasion.account()));
            chats = known;
        }
        return known;
    }

    @Override
    public Logger log() {
        check("log");
        return occasion.log();
    }

    /** Tells an action from the others that this call asks for: the same at every attempt, if it asks for them in the same order. */
    String nextActionKey() {
        return key + "-" + asked++;
    }

    /** From here on, or no longer, the call may only read. */
    void pure(boolean only) {
        pure = only;
    }

    /** What is left of the call fails from now on. */
    void end() {
        over = true;
    }

    /** Whether the store failed the call, whatever the plugin made of it. */
    void throwStoreFailure() throws StoreException {
        if (storeFailure != null) {
            throw storeFailure;
        }
    }

    <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (StoreException e) {
            storeFailure = e;
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    void checkMayAct(String method) {
        check(method);
        if (pure) {
            throw new IllegalStateException("Context." + method + " was called in a condition of " + where
                    + " of plugin instance \"" + occasion.instance()
                    + "\". Conditions have no effects; ask for them in handle(…)");
        }
    }

    void check(String method) {
        if (over || Thread.currentThread() != thread) {
            throw new IllegalStateException("Context." + method + " was called "
                    + (over ? "after the call of " : "on another thread than the call of ") + where
                    + " of plugin instance \"" + occasion.instance()
                    + "\". Take what you need from the context within the call, on its thread");
        }
    }

    static String text(@Nullable String text, String what) {
        requireNonNull(text, "the " + what + " is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return text;
    }
}
