package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.GapHandler;
import dev.vigia.api.Job;
import dev.vigia.api.Route;
import dev.vigia.api.Setup;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Takes what one plugin instance registers while it is set up, on one thread, until that is over. */
public final class SetupCall implements Setup {
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

    private final Thread thread = Thread.currentThread();
    private final String instance;
    private final SettingsSource settings;
    private final Runnable oneAtATime;
    private final Clock clock;
    private final Logger log;
    private final List<RouteDraft<?>> drafts = new ArrayList<>();
    private final List<Flush> flushes = new ArrayList<>();
    private final List<PluginJob> jobs = new ArrayList<>();
    private @Nullable GapHandler gapHandler;
    private final Resources resources;
    private boolean settingsAsked;
    private @Nullable InvalidSettingsException badSettings;
    private volatile boolean over;

    /**
     * Begins a setup, on the calling thread.
     *
     * @param oneAtATime throws an {@link InvalidSettingsException} if the configuration lets the instance handle several events at a time
     */
    public SetupCall(String instance, SettingsSource settings, Runnable oneAtATime, Clock clock, Logger log) {
        this.instance = instance;
        this.settings = settings;
        this.oneAtATime = oneAtATime;
        this.clock = clock;
        this.log = log;
        this.resources = new Resources(instance);
    }

    @Override
    public String instance() {
        check("Setup.instance");
        return instance;
    }

    @Override
    public <R extends Record> R settings(Class<R> type) {
        check("Setup.settings");
        requireNonNull(type, "the type given to settings(…) is null; give it a record class");
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record; settings(…) takes a record class");
        }
        settingsAsked = true;
        return read(type);
    }

    @Override
    public <E extends Event> Route<E> on(Class<E> type) {
        check("Setup.on");
        requireNonNull(type, "the type given to on(…) is null; give it a type of event such as NewUnread.class");
        if (!Event.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " is no type of event; on(…) takes an event record such as"
                            + " NewUnread.class or a family: ChatEvent, AccountEvent, ActionEvent, Event");
        }
        RouteDraft<E> draft = new RouteDraft<>(this, type);
        drafts.add(draft);
        return draft;
    }

    @Override
    public void beforeAck(Flush flush) {
        check("Setup.beforeAck");
        flushes.add(requireNonNull(flush, "the step given to beforeAck(…) is null"));
    }

    @Override
    public void oneAtATime() {
        check("Setup.oneAtATime");
        try {
            oneAtATime.run();
        } catch (InvalidSettingsException e) {
            badSettings = e;
            throw e;
        }
    }

    @Override
    public void every(String name, Duration period, Job job) {
        check("Setup.every");
        String what = "name of a job";
        String stored = Texts.name(Texts.notEmpty(name, what), what);
        requireNonNull(job, "the job given to every(…) is null");
        if (period.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException(
                    "the job \"" + name + "\" cannot run every " + period + "; the shortest period is one second");
        }
        if (jobs.stream().anyMatch(known -> known.name().equals(stored))) {
            throw new IllegalArgumentException("two jobs are called \"" + name + "\". Give one of them another name");
        }
        jobs.add(new PluginJob(stored, period, job));
    }

    @Override
    public void onGap(GapHandler handler) {
        check("Setup.onGap");
        requireNonNull(handler, "the handler given to onGap(…) is null");
        if (gapHandler != null) {
            throw new IllegalStateException("onGap(…) was called twice; one handler is told of gaps");
        }
        gapHandler = handler;
    }

    @Override
    public <R extends AutoCloseable> R closeAtEnd(R resource) {
        check("Setup.closeAtEnd");
        resources.add(requireNonNull(resource, "the resource given to closeAtEnd(…) is null"));
        return resource;
    }

    @Override
    public Clock clock() {
        check("Setup.clock");
        return clock;
    }

    @Override
    public Logger log() {
        check("Setup.log");
        return log;
    }

    void check(String method) {
        if (over) {
            throw new IllegalStateException(method + " was called after setup of plugin instance \"" + instance
                    + "\" had returned. Register everything within setup");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    method + " was called on a thread of its own during setup of plugin instance \"" + instance
                            + "\". Register everything on the thread that runs setup");
        }
    }

    void checkIsNew(String routeName) {
        if (routes().stream().anyMatch(route -> route.name().equals(routeName))) {
            throw new IllegalArgumentException(
                    "two routes are called \"" + routeName + "\". Give one of them a name of its own with named(…)");
        }
    }

    /** From here on, whatever the plugin calls fails. */
    public void end() {
        over = true;
    }

    /**
     * What is wrong with the settings, also if the plugin did not care. A plugin that never asked for them takes none, so every one
     * it was given is a mistake of the operator's.
     */
    public @Nullable InvalidSettingsException badSettings() {
        if (!settingsAsked && badSettings == null) {
            settingsAsked = true;
            try {
                read(NoSettings.class);
            } catch (InvalidSettingsException e) {
                return e;
            }
        }
        return badSettings;
    }

    /** The routes without a handler, for messages: {@code route "answer" for NewUnread}. */
    public List<String> unfinishedRoutes() {
        return drafts.stream()
                .filter(draft -> draft.finished().isEmpty())
                .map(RouteDraft::toString)
                .toList();
    }

    /** What was registered up to now. */
    public Registered registered() {
        return new Registered(instance, routes(), jobs, Optional.ofNullable(gapHandler), flushes);
    }

    /** The finished ones, in the order in which they were opened. */
    private List<PluginRoute<?>> routes() {
        List<PluginRoute<?>> routes = new ArrayList<>();
        drafts.forEach(draft -> draft.finished().ifPresent(routes::add));
        return List.copyOf(routes);
    }

    /** What is to be closed at the end, or if the setup fails. */
    public Resources resources() {
        return resources;
    }

    private <R extends Record> R read(Class<R> type) {
        try {
            return settings.as(type);
        } catch (InvalidSettingsException e) {
            badSettings = e;
            throw e;
        }
    }
}
