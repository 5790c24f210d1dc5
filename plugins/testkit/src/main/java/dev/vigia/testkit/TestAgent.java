package dev.vigia.testkit;

import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.ActionInDoubt;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An agent for the test of one plugin: hands it events by the agent's own rules, in memory, and keeps what it asks for.
 *
 * <pre>{@code
 * @Test
 * void answersAChat_oncePerDay() {
 *     try (TestAgent agent = TestAgent.start(new AutoReply(), "text = Fechado")) {
 *         agent.newUnread("5511990000001", 0, 3);
 *         agent.newUnread("5511990000001", 3, 4);
 *
 *         assertThat(agent.sent()).hasToString("[send-text to 5511990000001: Fechado]");
 *     }
 * }
 * }</pre>
 *
 * <p>The plugin is called on the thread that calls this agent, within that call. Time stands still until {@link #advance} moves it, and
 * then all that becomes due on the way is done in its order: further attempts, what waits for a quiet chat, jobs. A failed attempt
 * throws nothing at the test; it is in {@link #failures()} and in the test's log, and {@link #close} tells of it if the test did not ask. The
 * wait before the next attempt is the longest that the agent would choose, without its element of chance: 1 s, 2 s, 4 s and so on.
 *
 * <p>Some things do come out of the method that led to the plugin's call. A {@link LinkageError} says that the test's class path is at fault:
 * a class is missing or does not fit; the agent would stop the instance. An {@link OutOfMemoryError} comes out as well.
 *
 * <p>After {@link #close}, whatever would call the plugin or change what is stored throws {@link IllegalStateException}, as it does when the
 * plugin itself calls it; what came of the test can still be asked for.
 *
 * <p>The agent is also its first account; {@link #account} gives the others. Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class TestAgent extends TestAccount implements AutoCloseable {
    private final RecordingLogger log;
    private final Fates fates;
    private final ManualClock clock;
    private final String instance;
    private String settings;
    private boolean askedForFailures;

    private TestAgent(Lane lane, TestUse use, RecordingLogger log, ManualClock clock, String instance) {
        super(lane, lane.account(use.accounts().get(0)));
        this.log = log;
        this.clock = clock;
        this.instance = instance;
        this.settings = use.settings();
        this.fates = new Fates(instance, lane);
    }

    /**
     * Sets a plugin up, without settings.
     *
     * @throws RefusedException if the plugin refuses
     */
    public static TestAgent start(ChatPlugin plugin) {
        return start(plugin, TestUse.usual());
    }

    /**
     * Sets a plugin up.
     *
     * @param settings what stands between the braces of {@code settings { … }} in the configuration
     * @throws RefusedException if the plugin refuses, or its settings are not what it asks for
     */
    public static TestAgent start(ChatPlugin plugin, String settings) {
        return start(plugin, TestUse.usual().settings(settings));
    }

    /**
     * Sets a plugin up.
     *
     * @param use with which settings, under which name, for which accounts, and when the test begins
     * @throws RefusedException if the plugin refuses, or its settings are not what it asks for
     */
    public static TestAgent start(ChatPlugin plugin, TestUse use) {
        String instance = use.instanceOr(PluginInstance.idOf(plugin));
        RecordingLogger log = new RecordingLogger(instance);
        ManualClock clock = new ManualClock(use.start());
        Settings settings = new Settings(use.settings());
        Lane lane = new Lane(PluginInstance.setUp(plugin, instance, settings, clock, log), clock, use.accounts());
        return new TestAgent(lane, use, log, clock, instance);
    }

    /**
     * Stops the plugin and starts it again with the same settings.
     *
     * @see #restart(ChatPlugin, String)
     */
    public void restart(ChatPlugin plugin) {
        restart(plugin, settings);
    }

    /**
     * Stops the plugin and starts it again, as another version perhaps, or with other settings: closes what the one before handed over, and
     * sets this one up under the same name. What is stored goes on: state, slots, the times of jobs by their names, events that wait. So do
     * the clock, and what this agent can tell of the test so far.
     *
     * @param plugin another object, as the agent would make one
     * @param newSettings what stands between the braces of {@code settings { … }} in the configuration
     * @throws RefusedException if the plugin refuses, or its settings are not what it asks for; this agent is closed then
     * @throws IllegalStateException if this agent is closed
     */
    public void restart(ChatPlugin plugin, String newSettings) {
        lane.restart(() -> PluginInstance.setUp(plugin, instance, new Settings(newSettings), clock, log));
        settings = newSettings;
    }

    /**
     * One of the accounts.
     *
     * @throws IllegalArgumentException if the plugin is not used for it; {@link TestUse#accounts} says for which it is
     */
    public TestAccount account(String name) {
        return new TestAccount(lane, lane.account(name));
    }

    /**
     * Delivers events of one look or several, in this order, such as {@code new NoteChanged(agent.meta(), before, now)}.
     *
     * @throws IllegalArgumentException if the plugin is not used for an event's account, or gets an event's id for the second time; none of the
     *     events is delivered then
     * @throws IllegalStateException if this agent is closed
     */
    public void deliver(Event... events) {
        lane.deliver(List.of(events));
    }

    /**
     * Delivers an event again as after a crash of the agent that came after the plugin handled it and before its ack was stored. The
     * agent does so only with events that had no effects.
     *
     * @param event one that was delivered before
     * @throws IllegalArgumentException if it was not, if it still waits for an attempt, or if it had effects
     * @throws IllegalStateException if this agent is closed
     */
    public void redeliver(Event event) {
        lane.redeliver(event);
    }

    /**
     * Delivers an event again because the operator wants it: by {@code vigia replay}, or out of the dead letters. One that waits for that
     * already, because the plugin failed at it, begins again with the first attempt.
     *
     * @param event one that was delivered before, and that does not wait for another attempt anyway
     * @throws IllegalArgumentException if it was not delivered, or waits for another attempt
     * @throws IllegalStateException if this agent is closed
     */
    public void replay(Event event) {
        lane.replay(event);
    }

    /** The time that the plugin is told. */
    public Instant now() {
        return lane.now();
    }

    /**
     * Lets time pass, and does all that becomes due on the way, each at its time.
     *
     * @param time zero or more
     * @throws IllegalArgumentException for less
     * @throws IllegalStateException if this agent is closed
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + time.negated());
        }
        lane.advance(time);
    }

    /** What the plugin asked to be done on WhatsApp, in order of asking. Nothing that a failed call asked for is among it. */
    public List<Sent> sent() {
        return List.copyOf(lane.sent());
    }

    /** What the plugin told others, in order. Nothing that a failed call told is among it. */
    public List<PluginNotice> notices() {
        return List.copyOf(lane.notices());
    }

    /**
     * Tells the plugin that something it asked for was done.
     *
     * @param action one of {@link #sent()}
     * @throws IllegalArgumentException if it is none of these
     * @throws IllegalStateException if the plugin was told of this action before, or this agent is closed
     */
    public ActionDone done(Sent action) {
        return fates.tell(ActionDone::new, action, account(action.account()).meta(), null);
    }

    /**
     * Tells the plugin that something it asked for was not done.
     *
     * @param action one of {@link #sent()}
     * @throws IllegalArgumentException if it is none of these
     * @throws IllegalStateException if the plugin was told of this action before, or this agent is closed
     */
    public ActionFailed failed(Sent action, String why) {
        return fates.tell(ActionFailed::new, action, account(action.account()).meta(), why);
    }

    /**
     * Tells the plugin that nobody knows whether something it asked for was done.
     *
     * @param action one of {@link #sent()}
     * @throws IllegalArgumentException if it is none of these
     * @throws IllegalStateException if the plugin was told of this action before, or this agent is closed
     */
    public ActionInDoubt inDoubt(Sent action, String why) {
        return fates.tell(ActionInDoubt::new, action, account(action.account()).meta(), why);
    }

    /**
     * Lets the next storing of a call's effects and ack fail, as if the agent had been killed just before it: nothing of the call stays,
     * and the same event comes again after a second, as the same attempt.
     *
     * @throws IllegalStateException if this agent is closed
     */
    public void failNextCommit() {
        lane.failNextCommit();
    }

    /**
     * What became of each event that some route is for, in the agent's words, such as {@code "chat.new-unread: handled, 1 action"}; in the
     * order in which they were done with.
     */
    public List<String> outcomes() {
        return List.copyOf(lane.outcomes().values());
    }

    /** What became of one event; empty if no route is for it, or if it waits for another attempt. */
    public Optional<String> outcomeOf(Event event) {
        return Optional.ofNullable(lane.outcomes().get(event.meta().id()));
    }

    /** The events that the plugin failed at for good, in order. */
    public List<DeadLetter> deadLetters() {
        askedForFailures = true;
        return List.copyOf(lane.deadLetters());
    }

    /** All that the plugin threw, in order, out of handlers, conditions, jobs and what else the agent calls. */
    public List<FailedAttempt> failures() {
        askedForFailures = true;
        return List.copyOf(lane.failures());
    }

    /** What the plugin wrote to its log, each line with its level before it: {@code INFO Ana wrote}. */
    public List<String> log() {
        return log.lines();
    }

    /**
     * Stops the plugin: closes what it handed over, the last first. What cannot be closed is told in {@link #log()}. Nothing happens the
     * second time.
     *
     * @throws AssertionError if the plugin failed, other than by {@link RetryLater}, and the test asked neither for {@link #failures()} nor for
     *     {@link #deadLetters()}
     */
    @Override
    public void close() {
        if (lane.isClosed()) {
            return;
        }
        lane.close();
        List<FailedAttempt> unseen = lane.failures().stream()
                .filter(failure -> !askedForFailures && !(failure.thrown() instanceof RetryLater))
                .toList();
        if (!unseen.isEmpty()) {
            String told = unseen.stream().map(FailedAttempt::toString).collect(Collectors.joining("\n  "));
            throw new AssertionError(
                    "The plugin failed, and the test asked neither for failures() nor for deadLetters():\n  " + told,
                    unseen.get(0).thrown());
        }
    }
}
