package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.Actions;
import dev.vigia.api.Chat;
import dev.vigia.api.Context;
import dev.vigia.api.State;
import dev.vigia.calls.Effects.NoticeGiven;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** One call into a plugin's code: what the code may know and ask for, until the call is over. */
public final class Call implements Context {
    /** A part of the plugin's code, to be called. */
    interface Part {
        /** Says what became of that. */
        String call(Call call) throws Exception;
    }

    private final Thread thread = Thread.currentThread();
    private final Calls calls;
    private final Occasion occasion;
    private final String where;
    private final String name;
    private final String key;
    private final Part part;
    private @Nullable List<Chat> chats;
    private int asked;
    private boolean pure;
    private volatile boolean over;

    Call(Calls calls, String where, String name, String key, Part part) {
        this.calls = calls;
        this.occasion = calls.occasion();
        this.where = where;
        this.name = name;
        this.key = key;
        this.part = part;
    }

    /** Which part of the plugin is called, for messages: {@code route "answer"}. */
    public String where() {
        return where;
    }

    /**
     * Makes the call, once.
     *
     * @throws Exception what the plugin throws, or an Error
     */
    public void run() throws Exception {
        try {
            calls.came(name, part.call(this));
        } finally {
            over = true;
        }
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
        return new CallState(this, occasion, "", calls.effects());
    }

    @Override
    public State state(Chat chat) {
        check("state");
        return new CallState(this, occasion, Texts.name(chat.id(), "id of a chat"), calls.effects());
    }

    @Override
    public Actions actions() {
        checkMayAct("actions");
        return new CallActions(this, occasion.now(), calls.effects());
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
        if (calls.answersNotice()) {
            throw new IllegalStateException(
                    "Context.notice was called while a notice is handled, in " + where + " of plugin instance \""
                            + occasion.instance() + "\". Notices that answer notices could go on for ever");
        }
        if (!requireNonNull(kind, "the kind of a notice is null").matches("[A-Za-z0-9.-]{1,100}")) {
            throw new IllegalArgumentException(
                    "\"" + kind + "\" is no kind of notice; it has letters, digits, '.' and '-' only, up to 100");
        }
        calls.effects().give(new NoticeGiven(chat, kind, Texts.notEmpty(text, "text of a notice")));
    }

    @Override
    public List<Chat> chats() {
        check("chats");
        List<Chat> known = chats;
        if (known == null) {
            known = occasion.memory().chats();
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
}
