package dev.vigia.agent.dispatch;

import dev.vigia.agent.chat.Fact;
import dev.vigia.api.ChatPlugin;
import java.time.Duration;
import java.util.List;

/** Where a scenario of {@link DeliveryContract} is played: one plugin instance named {@code one}, for the account {@code sales}. */
interface Stage {
    /** What a scenario expects. */
    @FunctionalInterface
    interface Assertion {
        void check() throws Exception;
    }

    /** Whether what fails is tried again at once, where time is not the test's. */
    enum Pace {
        AT_ONCE,
        AFTER_A_WHILE
    }

    void start(Class<? extends ChatPlugin> plugin, String settings, Pace pace) throws Exception;

    default void start(Class<? extends ChatPlugin> plugin) throws Exception {
        start(plugin, "", Pace.AT_ONCE);
    }

    /** Why a plugin is not started. */
    String refusal(Class<? extends ChatPlugin> plugin, String settings) throws Exception;

    /** Commits events of one look, made some time ago. */
    void commit(Duration age, Fact... facts) throws Exception;

    default void commit(Fact... facts) throws Exception {
        commit(Duration.ZERO, facts);
    }

    /** Commits an event that the first action of the plugin has caused, after that was done. */
    void doFirstActionAndCommit(Fact effect) throws Exception;

    /** The account's chats become known. */
    void baseline(String... chats) throws Exception;

    /** Has everything that was committed delivered again. */
    void replayAll() throws Exception;

    /** Asserts what comes true in a while. */
    void eventually(Assertion assertion) throws Exception;

    /** Asserts what is true before anything that failed is tried again. */
    void atFirst(Assertion assertion) throws Exception;

    /** What the plugin logged. */
    List<String> log() throws Exception;

    /** What became of the events, in their order. */
    List<String> outcomes() throws Exception;

    /** Attempts and failures of dead letters, by number of event. */
    List<String> deadLetters() throws Exception;

    /** Attempts at events that failed, and why. */
    List<String> failures() throws Exception;

    /** What the plugin asked for. */
    List<String> sent() throws Exception;

    /** What the plugin remembers: chat, name, value. */
    List<String> state(String... chats) throws Exception;

    void close() throws Exception;
}
