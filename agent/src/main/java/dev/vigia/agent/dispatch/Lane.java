package dev.vigia.agent.dispatch;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginInstance;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.Breaker;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One plugin instance and all that it is to do. The lane's own thread decides and never runs the plugin's code; the threads of its
 * {@link Crew} run that. Whatever the plugin does, it delays nobody else.
 *
 * <p>Everything is done on the lane's thread, message by message, but for what says otherwise.
 */
final class Lane implements Round.Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
    private static final Duration INTERRUPTED = Duration.ofSeconds(2);
    private static final Duration LAST_ACK_AGAIN = Duration.ofMillis(250);
    private static final int MOST_IN_A_ROUND = 32;

    private final PluginType type;
    private final PluginUse use;
    private final Store store;
    private final DeliverySettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final ThreadGroup group;
    private final Thread thread;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final CountDownLatch setUpOver = new CountDownLatch(1);
    private final Consumer<String> onCommit = this::announce;
    private final Runnable onChangeFromOutside = this::changedOutside;
    private final Breaker breaker = new Breaker();
    private final Map<String, AccountWork> works = new LinkedHashMap<>();
    private @Nullable Crew crew;
    private @Nullable PluginInstance instance;
    private boolean begun;
    private boolean broken;
    private int storeFailures;
    private int flushFailures;
    private int defects;
    private long pausedUntil;
    private boolean ended;
    private long nextLastAck = System.nanoTime();
    private boolean lastAckFailed;
    private volatile boolean stopping;
    private volatile long lastAckUntil = System.nanoTime();
    private volatile boolean pausing;
    private volatile boolean working;
    private volatile boolean mayBegin;
    private volatile boolean setUp;
    private volatile @Nullable Refused refused;

    /**
     * Why the plugin could not be set up.
     *
     * @param perhapsForNow whether it may go well at another time without anything being corrected
     */
    record Refused(String why, boolean perhapsForNow) {}

    Lane(PluginType type, PluginUse use, Store store, DeliverySettings settings, Clock clock, RandomGenerator random) {
        this.type = type;
        this.use = use;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(FIRST_RETRY, random);
        this.group = new ThreadGroup("plugin-" + use.instance());
        this.thread = new Thread(this::run, "lane-" + use.instance());
    }

    /** Begins to set the plugin up, and to deliver as soon as that is done. Any thread may call it, once. */
    void start() {
        mayBegin = true;
        prepare();
    }

    /** Begins to set the plugin up, and waits to {@link #begin} then. Any thread may call it, once. */
    void prepare() {
        type.enter(group);
        thread.start();
    }

    /** Begins to deliver, as soon as the plugin is set up. Any thread may call it. */
    void begin() {
        mayBegin = true;
        post(() -> {});
    }

    /** Whether the plugin was set up. Any thread may call it. */
    boolean isSetUp() {
        return setUp;
    }

    /** Why the plugin could not be set up; empty if it was, or as long as nobody knows. Any thread may call it. */
    Optional<Refused> refused() {
        return Optional.ofNullable(refused);
    }

    /** Waits until the plugin is set up or refused, but not for ever. Any thread may call it. */
    boolean awaitSetUp(Duration longest) throws InterruptedException {
        return setUpOver.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    String name() {
        return use.instance();
    }

    PluginUse use() {
        return use;
    }

    PluginType type() {
        return type;
    }

    /** The accounts whose events it delivers, as far as the plugin lets it. Any thread may call it. */
    List<Deliveries> working() {
        return working
                ? use.accounts().stream()
                        .map(account -> store.deliveries(use.instance(), account))
                        .toList()
                : List.of();
    }

    /** All threads that run the plugin's code, also those that it started itself. Any thread may call it. */
    ThreadGroup group() {
        return group;
    }

    /**
     * Begins no more deliveries. Any thread may call it.
     *
     * @param longest how long it is tried to record what was handled: who comes next would get it again
     */
    void stop(Duration longest) {
        lastAckUntil = System.nanoTime() + longest.toNanos();
        stop();
    }

    /** Begins no more deliveries. Any thread may call it. */
    void stop() {
        stopping = true;
        post(() -> {});
    }

    /** Waits until what is under way has ended, but not for ever. Any thread may call it. */
    void join(Duration longest) throws InterruptedException {
        thread.join(longest.toMillis());
        if (thread.isAlive()) {
            log.warn(
                    "The plugin instance {} did not end its work in time and is left to itself; the event it works on is"
                            + " delivered again later",
                    use.instance());
            post(() -> ended = true);
            thread.join(Duration.ofSeconds(1).toMillis());
        }
    }

    /** Waits until what is under way has ended; what has not by then is interrupted, and then given up. Any thread may call it. */
    void end(Duration longest) throws InterruptedException {
        thread.join(Math.max(1, longest.toMillis()));
        if (thread.isAlive()) {
            log.warn("The plugin instance {} does not end its work in time and is interrupted", use.instance());
            postToCrew(Crew::interrupt);
            thread.join(INTERRUPTED.toMillis());
            postToCrew(Crew::giveUp);
            join(INTERRUPTED);
        }
    }

    private void postToCrew(Consumer<Crew> what) {
        post(() -> {
            if (crew != null) {
                what.accept(crew);
            }
        });
    }

    @Override
    public void post(Runnable message) {
        mailbox.add(message);
    }

    @Override
    public boolean isHalted() {
        return stopping || pausing;
    }

    private void run() {
        MDC.put("plugin", use.instance());
        try {
            Crew crew = new Crew(group, use.instance(), use.parallelism(), settings, this::post);
            this.crew = crew;
            crew.idle().ifPresent(worker -> crew.give(worker, new SettingUp()));
            runUntilEnded(crew);
            crew.interrupt();
            crew.end();
            crew.join();
        } catch (InterruptedException e) {
            log.debug("The threads of the plugin instance {} are not waited for", use.instance());
        } catch (OutOfMemoryError e) {
            refuse(
                    "the plugin instance " + use.instance() + ": there is no memory for its threads: " + e.getMessage(),
                    true);
        } finally {
            working = false;
            stopListening();
            setUpOver.countDown();
            type.leave();
            letGroupGo();
        }
    }

    /** Before Java 19 a group stays in its parent until it is destroyed, and a daemon is destroyed when its last thread ends. */
    @SuppressWarnings("removal")
    private void letGroupGo() {
        if (Runtime.version().feature() >= 19) {
            return;
        }
        group.setDaemon(true);
        try {
            group.destroy();
        } catch (IllegalThreadStateException e) {
            // A thread of the plugin is left, or was the last until just now.
        }
    }

    private void runUntilEnded(Crew crew) {
        while (!ended) {
            try {
                goOn(crew);
            } catch (InterruptedException e) {
                // Nobody may stop the lane but stop().
            } catch (RuntimeException | Error e) {
                survive(e);
            }
        }
    }

    private void goOn(Crew crew) throws InterruptedException {
        takeMessages(untilNext(crew));
        crew.watch();
        if (stopping) {
            end(crew);
        } else {
            work(crew);
        }
    }

    /** A defect of the agent must not end the lane, for nobody would deliver any more, and nobody would notice. */
    private void survive(Throwable defect) {
        defects++;
        Duration wait = pauseAfter(defects);
        if (defects == 1) {
            log.error(
                    "A defect of the agent keeps it from delivering to the plugin instance {}; it tries on. Please report it",
                    use.instance(),
                    defect);
        } else {
            log.debug("A defect again, next attempt in {} ms", wait.toMillis(), defect);
        }
    }

    private void takeMessages(Duration longest) throws InterruptedException {
        Runnable message = mailbox.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        while (message != null) {
            message.run();
            message = mailbox.poll();
        }
    }

    private void work(Crew crew) {
        if (instance == null || !mayBegin || !pause().isZero()) {
            working = working && !crew.isStuck();
            return;
        }
        try {
            begin(instance);
            working = !broken && !crew.isStuck();
            if (!working) {
                return;
            }
            ackWhatIsDue();
            boolean trial = breaker.isOpen();
            pausing = trial;
            if (breaker.pause(System.nanoTime()).isZero()) {
                assign(crew, trial);
            }
        } catch (StoreException e) {
            storeFailed(String.valueOf(e.getMessage()));
        }
    }

    private void ackWhatIsDue() throws StoreException {
        for (AccountWork work : works.values()) {
            if (work.feed().untilAck().filter(Duration::isZero).isPresent()) {
                work.feed().ack();
                storeWorks();
            }
        }
    }

    private void assign(Crew crew, boolean trial) throws StoreException {
        boolean gave = true;
        while (gave && crew.idle().isPresent()) {
            gave = false;
            for (AccountWork work : works.values()) {
                gave |= !(trial && crew.isBusy()) && assign(crew, work, trial);
            }
            if (trial && !gave && !crew.isBusy()) {
                gave = breaker.tryAnyAgain();
            }
        }
    }

    private boolean assign(Crew crew, AccountWork work, boolean trial) throws StoreException {
        Optional<Worker> worker = crew.idle();
        if (worker.isEmpty()) {
            return false;
        }
        Optional<Assignment> other = work.nextBesideEvents();
        if (other.isPresent()) {
            crew.give(worker.get(), other.get());
            return true;
        }
        List<Item> items = work.nextEvents(
                trial ? 1 : MOST_IN_A_ROUND, crew.size() > 1, item -> !trial || !breaker.wasTried(key(item)));
        if (items.isEmpty()) {
            return false;
        }
        PluginInstance plugin = Objects.requireNonNull(instance);
        crew.give(worker.get(), new Round(this, work.feed(), plugin, clock, new Attempts(backoff), items, trial));
        return true;
    }

    private static Object key(Item item) {
        return List.of(item.event().meta().account(), item.sequence());
    }

    /** Lets what is under way end, records it, and has the plugin close what it opened. */
    private void end(Crew crew) {
        if (crew.isBusy()) {
            return;
        }
        working = false;
        if (!untilLastAck().isZero() || !ackLast()) {
            return;
        }
        works.clear();
        PluginInstance plugin = instance;
        instance = null;
        if (plugin == null) {
            ended = true;
        } else {
            crew.give(crew.idle().orElseGet(crew::oneMore), new Closing(plugin));
        }
    }

    /** Records what was handled last; false, if that failed and is to be tried again. */
    private boolean ackLast() {
        try {
            for (AccountWork work : works.values()) {
                work.feed().ack();
            }
            return true;
        } catch (StoreException e) {
            if (System.nanoTime() - lastAckUntil >= 0) {
                log.warn("What was handled last could not be recorded, so it is delivered again: {}", e.getMessage());
                return true;
            }
            if (!lastAckFailed) {
                log.info("What was handled last cannot be recorded yet, and is tried again: {}", e.getMessage());
            }
            lastAckFailed = true;
            nextLastAck = System.nanoTime() + LAST_ACK_AGAIN.toNanos();
            return false;
        }
    }

    private Duration untilLastAck() {
        return Duration.ofNanos(Math.max(0, nextLastAck - System.nanoTime()));
    }

    private Duration untilNext(Crew crew) {
        Duration pause = pause();
        boolean toBegin = instance != null && mayBegin && !begun;
        Stream<Duration> ofWork;
        if (stopping && !untilLastAck().isZero()) {
            ofWork = Stream.of(untilLastAck());
        } else if (stopping || (!working && !toBegin)) {
            ofWork = Stream.empty();
        } else if (toBegin || !pause.isZero()) {
            ofWork = Stream.of(pause);
        } else {
            ofWork = works.values().stream().flatMap(work -> work.untilDue().stream());
        }
        Stream<Duration> untilTrial =
                Stream.of(breaker.pause(System.nanoTime())).filter(wait -> !wait.isZero());
        return Stream.of(ofWork, untilTrial, crew.untilWatch().stream())
                .flatMap(each -> each)
                .min(Duration::compareTo)
                .orElse(LONGEST_SLEEP);
    }

    private Duration pause() {
        return Duration.ofNanos(Math.max(0, pausedUntil - System.nanoTime()));
    }

    private void announce(String account) {
        post(() -> {
            AccountWork work = works.get(account);
            if (work != null) {
                work.feed().announce();
            }
        });
    }

    private void changedOutside() {
        post(() -> works.values().forEach(work -> work.feed().changedOutside()));
    }

    @Override
    public void succeeded() {
        storeWorks();
        if (flushFailures > 0) {
            log.info("The plugin instance {} makes durable again what it handles", use.instance());
        }
        flushFailures = 0;
        if (defects > 0) {
            log.info("The plugin instance {} gets its events again, in spite of the agent's defect", use.instance());
        }
        defects = 0;
        if (breaker.succeeded()) {
            pausing = false;
            log.info("The plugin instance {} handles events again", use.instance());
        }
    }

    @Override
    public void failed(Item item, String why) {
        boolean wasOpen = breaker.isOpen();
        Optional<Duration> pause = breaker.failed(key(item), System.nanoTime());
        pausing = breaker.isOpen();
        if (pause.isPresent() && !wasOpen) {
            log.error(
                    "The plugin instance {} fails with one event after the other, so it is the plugin or what it depends on. Its"
                            + " events are kept; one is tried in {} s, then ever more rarely until it succeeds. The last"
                            + " failure: {}",
                    use.instance(),
                    pause.get().toSeconds(),
                    why);
        } else {
            pause.ifPresent(next -> log.debug("Still failing, next in {} s: {}", next.toSeconds(), why));
        }
    }

    @Override
    public void broken(String why) {
        if (!broken) {
            broken = true;
            pausing = true;
            log.error(
                    "The plugin instance {} is broken and gets no more events until its plugin is replaced; its events are"
                            + " kept: {}",
                    use.instance(),
                    why);
        }
    }

    @Override
    public void flushFailed(String why) {
        flushFailures++;
        Duration wait = pauseAfter(flushFailures);
        if (flushFailures == 1) {
            log.warn(
                    "What the plugin instance {} handled could not be made durable by it, so it is delivered again until it"
                            + " is: {}",
                    use.instance(),
                    why);
        } else {
            log.debug("Still not durable, next attempt in {} ms: {}", wait.toMillis(), why);
        }
    }

    @Override
    public void storeFailed(String why) {
        storeFailures++;
        Duration wait = pauseAfter(storeFailures);
        if (storeFailures == 1) {
            log.warn("Deliveries to the plugin instance {} wait for the store: {}", use.instance(), why);
        } else {
            log.debug("The store still fails, next attempt in {} ms: {}", wait.toMillis(), why);
        }
    }

    private void storeWorks() {
        if (storeFailures > 0) {
            log.info("The store works again; deliveries to the plugin instance {} go on", use.instance());
        }
        storeFailures = 0;
    }

    private Duration pauseAfter(int failures) {
        Duration wait = backoff.after(failures, LONGEST_PAUSE);
        pausedUntil = System.nanoTime() + wait.toNanos();
        return wait;
    }

    private void begin(PluginInstance plugin) throws StoreException {
        if (begun) {
            return;
        }
        Map<String, AccountWork> beginning = new LinkedHashMap<>();
        // Before the first look, so that nothing is missed in between.
        store.events().onCommit(onCommit);
        store.events().onChangeFromOutside(onChangeFromOutside);
        try {
            for (String account : use.accounts()) {
                Deliveries deliveries = store.deliveries(use.instance(), account);
                Feed feed = new Feed(deliveries, store.events(), clock);
                Chores chores = new Chores(deliveries, plugin.jobs(), store.memory(), clock, backoff);
                beginning.put(account, new AccountWork(plugin, deliveries, feed, chores, clock, backoff));
            }
            works.putAll(beginning);
            begun = true;
        } finally {
            if (!begun) {
                stopListening();
            }
        }
    }

    private void stopListening() {
        store.events().forgetOnCommit(onCommit);
        store.events().forgetOnChangeFromOutside(onChangeFromOutside);
    }

    private void refuse(String why, boolean perhapsForNow) {
        refused = new Refused(why, perhapsForNow);
        if (mayBegin) {
            log.error("Not started: {} (its events are kept until it runs)", why);
        }
        ended = true;
    }

    /** Sets the plugin up. */
    private final class SettingUp implements Assignment {
        private volatile @Nullable PluginInstance plugin;
        private volatile boolean perhapsForNow;
        private volatile String refusal = "the plugin instance " + use.instance() + " ended without a result in setup";

        @Override
        public void run(Worker worker) {
            worker.enter("its setup");
            try {
                PluginInstance made = PluginInstance.setUp(type, use, store.memory(), clock);
                if (worker.leave()) {
                    plugin = made;
                } else {
                    made.close();
                }
            } catch (PluginException e) {
                worker.leave();
                refusal = String.valueOf(e.getMessage());
                perhapsForNow = e.isPerhapsForNow();
            }
        }

        @Override
        public void finished() {
            instance = plugin;
            setUp = instance != null;
            if (instance == null) {
                refuse(refusal, perhapsForNow);
            }
            setUpOver.countDown();
        }

        @Override
        public void failed(String why) {
            refusal = "the plugin instance " + use.instance() + " in setup: " + why;
            finished();
        }

        @Override
        public boolean givenUp(String why) {
            refuse(
                    "the plugin instance " + use.instance() + " in setup: plugin " + type + ": " + why
                            + ". Correct the plugin, so that its setup does not wait for what may not come",
                    false);
            setUpOver.countDown();
            return false;
        }

        @Override
        public void cameBack() {
            // The lane has ended.
        }
    }

    /** Has the plugin close what it opened. */
    private final class Closing implements Assignment {
        private final PluginInstance plugin;

        Closing(PluginInstance plugin) {
            this.plugin = plugin;
        }

        @Override
        public void run(Worker worker) {
            worker.enter("its end");
            plugin.close();
            worker.leave();
        }

        @Override
        public void finished() {
            ended = true;
        }

        @Override
        public void failed(String why) {
            log.warn(
                    "The plugin instance {} could not close what it opened, so what it held may not be complete: {}",
                    use.instance(),
                    why);
            ended = true;
        }

        @Override
        public boolean givenUp(String why) {
            failed(why);
            return false;
        }

        @Override
        public void cameBack() {
            // The lane has ended.
        }
    }
}
