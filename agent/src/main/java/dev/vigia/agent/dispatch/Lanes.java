package dev.vigia.agent.dispatch;

import dev.vigia.agent.plugin.PluginDirectory;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.plugin.PluginType;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.Deliveries;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes at work, and how others come in their place while events flow. Changed by one thread at a time. */
final class Lanes {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final PluginDirectory plugins;
    private final Store store;
    private final Clock clock;
    private final Duration patience;
    private final BiFunction<PluginType, PluginUse, Lane> newLane;
    private final Map<String, Lane> current = new ConcurrentSkipListMap<>();
    private final Map<String, Refused> refused = new HashMap<>();
    /** Also those that have been replaced and do not come to their end. */
    private final Set<Lane> all = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** What did not work for an instance, so that it is not tried again before something has changed. */
    private record Refused(PluginUse use, @Nullable PluginType type) {
        boolean isSame(Refused other) {
            return type == other.type && use.asksForTheSameAs(other.use);
        }
    }

    /**
     * @param patience how long a setup, and the end of what is under way, are waited for
     * @param newLane makes a lane that has not begun
     */
    Lanes(
            PluginDirectory plugins,
            Store store,
            Clock clock,
            Duration patience,
            BiFunction<PluginType, PluginUse, Lane> newLane) {
        this.plugins = plugins;
        this.store = store;
        this.clock = clock;
        this.patience = patience;
        this.newLane = newLane;
    }

    List<Lane> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** Who delivers, and of which accounts. Any thread may call it. */
    List<Deliveries> working() {
        return current.values().stream()
                .flatMap(lane -> lane.working().stream())
                .toList();
    }

    /** Notes that an instance is not to be started before something about it changes. */
    void leaveOut(PluginUse use) {
        refused.put(use.instance(), new Refused(use, plugins.types().get(use.use())));
    }

    /** Begins to set an instance up, and to deliver as soon as that is done. */
    void start(PluginUse use) {
        try {
            start(plugins.typeFor(use), use);
        } catch (PluginException e) {
            leaveOut(use);
            log.error("Not started: {} (its events are kept until it runs)", e.getMessage());
        }
    }

    private void start(PluginType type, PluginUse use) {
        Lane lane = make(type, use);
        current.put(lane.name(), lane);
        lane.start();
    }

    private Lane make(PluginType type, PluginUse use) {
        Lane lane = newLane.apply(type, use);
        all.add(lane);
        return lane;
    }

    /** Waits for plugins that take their time, but not for those that hang: they begin when they are ready. */
    void awaitSetUp() throws InterruptedException {
        awaitSetUp(current.values());
    }

    private void awaitSetUp(Collection<Lane> lanes) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Lane lane : lanes) {
            lane.awaitSetUp(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    /**
     * Has other uses take effect, and the plugins as they are found by now. What does not change goes on undisturbed; what cannot take
     * effect changes nothing.
     *
     * @param again whether what was refused is tried again, though nothing about it has changed
     */
    void apply(List<PluginUse> uses, boolean again, Report report) throws InterruptedException {
        Map<String, PluginUse> wanted = new LinkedHashMap<>();
        uses.forEach(use -> wanted.put(use.instance(), use));
        noteRefused();
        refused.keySet().retainAll(wanted.keySet());
        remove(wanted, report);
        List<Replacement> replacements = new ArrayList<>();
        for (PluginUse use : wanted.values()) {
            Replacement replacement = plan(use, again, report);
            if (replacement != null && begin(replacement, report)) {
                replacements.add(replacement);
            }
        }
        awaitSetUp(replacements.stream().map(Replacement::lane).toList());
        replacements.removeIf(replacement -> cannotBe(replacement, report));
        replacements.forEach(Replacement::keepOld);
        try {
            end(replacements.stream().flatMap(each -> each.old().stream()).toList());
            List<Replacement> second = new ArrayList<>();
            for (Replacement each : replacements) {
                if (each.isReady()) {
                    finish(each, report);
                } else {
                    each.prepare(make(each.type(), each.use()));
                    second.add(each);
                }
            }
            awaitSetUp(second.stream().map(Replacement::lane).toList());
            second.stream().filter(Replacement::isReady).forEach(each -> finish(each, report));
            goBack(second.stream().filter(each -> !each.isReady()).toList(), report);
        } finally {
            replacements.forEach(Replacement::letOldGo);
        }
    }

    /** A lane whose plugin refused has ended. */
    private void noteRefused() {
        for (Lane lane : List.copyOf(current.values())) {
            if (lane.refused().isPresent()) {
                current.remove(lane.name());
                refused.put(lane.name(), new Refused(lane.use(), lane.type()));
            }
        }
    }

    private void remove(Map<String, PluginUse> wanted, Report report) throws InterruptedException {
        List<Lane> leaving = current.values().stream()
                .filter(lane -> !wanted.containsKey(lane.name()) || hasLostItsPlugin(lane, wanted.get(lane.name())))
                .toList();
        end(leaving);
        for (Lane lane : leaving) {
            current.remove(lane.name());
            PluginUse use = wanted.get(lane.name());
            if (use == null) {
                report.done("Plugin instance " + lane.name() + " removed; where it stopped stays noted");
            } else {
                report.done("Plugin instance " + lane.name() + " stopped, because its plugin " + lane.type()
                        + " is gone; its events are kept until it runs again, those older than 7 days perhaps not");
                leaveOut(use);
            }
        }
    }

    private boolean hasLostItsPlugin(Lane lane, @Nullable PluginUse wanted) {
        return wanted != null
                && wanted.use().equals(lane.use().use())
                && !plugins.types().containsKey(wanted.use());
    }

    private void end(List<Lane> lanes) throws InterruptedException {
        // Before the wait is over, so that there is time left to close what was opened.
        lanes.forEach(lane -> lane.stop(patience.multipliedBy(3).dividedBy(4)));
        long end = System.nanoTime() + patience.toNanos();
        for (Lane lane : lanes) {
            lane.end(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    /** What is to be done for an instance; null, if nothing. */
    private @Nullable Replacement plan(PluginUse use, boolean again, Report report) {
        Lane old = current.get(use.instance());
        PluginType type = plugins.types().get(use.use());
        if (old != null && old.type() == type && old.use().asksForTheSameAs(use)) {
            refused.remove(use.instance());
            return null;
        }
        Refused before = refused.remove(use.instance());
        if (before != null && before.isSame(new Refused(use, type)) && !again) {
            refused.put(use.instance(), before);
            return null;
        }
        try {
            return new Replacement(use, plugins.typeFor(use), old);
        } catch (PluginException e) {
            refuse(use, old, String.valueOf(e.getMessage()), report);
            return null;
        }
    }

    private boolean begin(Replacement replacement, Report report) {
        PluginUse use = replacement.use();
        try {
            for (String account : use.accounts()) {
                store.deliveries(use.instance(), account).begin(use.fromStart(), clock.instant());
            }
            replacement.prepare(make(replacement.type(), use));
            return true;
        } catch (StoreException e) {
            refuse(replacement, "plugin instance \"" + use.instance() + "\": " + e.getMessage(), report);
            return false;
        }
    }

    /** Whether it is settled already that nothing comes of it, or that nobody has to make room. */
    private boolean cannotBe(Replacement replacement, Report report) {
        Lane lane = replacement.lane();
        if (replacement.isReady()) {
            return false;
        }
        boolean hangs = lane.refused().isEmpty();
        if (hangs && replacement.old().isEmpty()) {
            current.put(lane.name(), lane);
            lane.begin();
            report.done(replacement.words() + ", but is still being set up; it begins when that is done");
            return true;
        }
        if (hangs || replacement.old().isEmpty() || !replacement.mayNeedWhatTheOldOneHolds()) {
            refuse(replacement, replacement.refusal(patience), report);
            return true;
        }
        return false;
    }

    private void finish(Replacement replacement, Report report) {
        Lane lane = replacement.lane();
        current.put(lane.name(), lane);
        lane.begin();
        report.done(replacement.words());
    }

    /** Sets up what was there before. */
    private void goBack(List<Replacement> failed, Report report) throws InterruptedException {
        Map<Replacement, Lane> back = new LinkedHashMap<>();
        for (Replacement each : failed) {
            each.giveUp();
            Lane old = each.old().orElseThrow();
            Lane again = make(old.type(), old.use());
            again.prepare();
            back.put(each, again);
        }
        awaitSetUp(back.values());
        back.forEach((each, lane) -> goBack(each, lane, report));
    }

    private void goBack(Replacement failed, Lane old, Report report) {
        String why = failed.refusal(patience);
        Optional<Lane.Refused> refusedToo = old.refused();
        if (refusedToo.isPresent()) {
            current.remove(old.name());
            // It is not left out: what keeps both from running may be gone without anything changing here.
            report.refused(
                    "Stopped: neither the new nor the old version can be set up: " + ended(why) + " The old one: "
                            + ended(refusedToo.get().why())
                            + " It is tried again with the next change of anything, or by 'vigia reload'; its events are kept");
            return;
        }
        current.put(old.name(), old);
        old.begin();
        leaveOut(failed.use());
        report.refused("Not changed: " + ended(why)
                + (old.isSetUp()
                        ? " What was there before goes on: "
                        : " What was there before is being set up again: ")
                + old.type());
    }

    private void refuse(Replacement replacement, String why, Report report) {
        replacement.giveUp();
        refuse(replacement.use(), replacement.old().orElse(null), why, report);
    }

    private void refuse(PluginUse use, @Nullable Lane old, String why, Report report) {
        leaveOut(use);
        report.refused(
                old == null
                        ? "Not started: " + why + " (its events are kept until it runs)"
                        : "Not changed: " + ended(why) + " What was there before goes on: " + old.type());
    }

    /** With an end of the sentence, if it has none. */
    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.?!]") ? sentence : sentence + ".";
    }
}
